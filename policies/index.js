const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  // An error would come with the stack of the host that loads this.
  process.stderr.write(
    `this policy pack needs Node.js 22.18 or later, but runs on ${process.versions.node}; put a later one first on PATH\n`,
  );
  process.exit(1);
}
// Not imported above, since an older Node.js would fail before it can say why.
import("./serve.ts");
