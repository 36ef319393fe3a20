// Reads a flight log twice with the MCAP project's own readers, front to back with all CRCs checked
// and through its index, and prints what both found as one JSON object.
"use strict";
const fs = require("node:fs");
const { McapIndexedReader, McapStreamReader } = require("@mcap/core");

const bytes = fs.readFileSync(process.argv[2]);
const decode = (data) => JSON.parse(new TextDecoder().decode(data));

function note(topics, topic, message) {
  const seen = (topics[topic] ??= { count: 0, first: undefined, last: undefined });
  const value = { logTime: String(message.logTime), data: decode(message.data) };
  seen.count++;
  seen.first ??= value;
  seen.last = value;
}

function stream() {
  const reader = new McapStreamReader({ validateCrcs: true, includeChunks: true });
  reader.append(bytes);
  const found = { topics: {}, schemas: {}, chunks: 0 };
  const channels = new Map();
  for (let record; (record = reader.nextRecord()); ) {
    switch (record.type) {
      case "Header":
        found.library = record.library;
        break;
      case "Schema":
        found.schemas[record.name] = { encoding: record.encoding, title: decode(record.data).title };
        break;
      case "Channel":
        channels.set(record.id, record.topic);
        break;
      case "Chunk":
        found.chunks++;
        break;
      case "Message":
        note(found.topics, channels.get(record.channelId), record);
        break;
    }
  }
  found.done = reader.done();
  return found;
}

async function indexed() {
  const readable = {
    size: async () => BigInt(bytes.length),
    read: async (offset, length) =>
      new Uint8Array(bytes.buffer, bytes.byteOffset + Number(offset), Number(length)),
  };
  const reader = await McapIndexedReader.Initialize({ readable });
  const found = { topics: {}, metadata: {} };
  for await (const message of reader.readMessages({ validateCrcs: true })) {
    note(found.topics, reader.channelsById.get(message.channelId).topic, message);
  }
  for await (const metadata of reader.readMetadata()) {
    found.metadata[metadata.name] = Object.fromEntries(metadata.metadata);
  }
  found.chunks = reader.chunkIndexes.length;
  found.messages = Number(reader.statistics.messageCount);
  // Only the last half, which the reader must find through chunk and message indexes.
  const half = (reader.statistics.messageStartTime + reader.statistics.messageEndTime) / 2n;
  found.lastHalf = 0;
  for await (const message of reader.readMessages({ topics: ["/tick"], startTime: half })) {
    found.lastHalf += message.logTime >= half ? 1 : Number.NaN;
  }
  return found;
}

indexed().then((index) =>
  process.stdout.write(JSON.stringify({ stream: stream(), indexed: index })),
);
