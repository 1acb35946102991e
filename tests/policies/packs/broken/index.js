throw new Error("this pack is broken on purpose");
