// Writes a file with the MCAP project's own writer, for our reader: chunks without compression,
// metadata, an attachment, and a channel without a schema.
"use strict";
const fs = require("node:fs");
const { McapWriter } = require("@mcap/core");

async function main() {
  const parts = [];
  let position = 0n;
  const writable = {
    position: () => position,
    write: async (buffer) => {
      parts.push(Buffer.from(buffer));
      position += BigInt(buffer.byteLength);
    },
  };
  const writer = new McapWriter({ writable, chunkSize: 200 });
  await writer.start({ profile: "p", library: "peer" });
  const topics = [];
  for (const topic of ["/a", "/b"]) {
    const metadata = new Map([["k", topic]]);
    topics.push(await writer.registerChannel({ schemaId: 0, topic, messageEncoding: "json", metadata }));
  }
  for (let i = 0; i < 100; i++) {
    await writer.addMessage({
      channelId: topics[i % 2],
      sequence: i,
      logTime: BigInt(i) * 1000n,
      publishTime: BigInt(i),
      data: Buffer.from(JSON.stringify({ i })),
    });
  }
  await writer.addAttachment({
    name: "note", mediaType: "text/plain", logTime: 1n, createTime: 1n, data: Buffer.from("hello"),
  });
  await writer.addMetadata({ name: "m", metadata: new Map([["x", "y"]]) });
  await writer.end();
  fs.writeFileSync(process.argv[2], Buffer.concat(parts));
}

main();
