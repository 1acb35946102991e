import "./serve.ts";
