// Reads a JSON list of texts, writes what twitter-text (configuration v3) counts and which addresses it finds.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
const twitter = createRequire(process.argv[2] + "/package.json")(process.argv[2]);
const texts = JSON.parse(readFileSync(0, "utf8"));
const configs = twitter.default?.configs ?? twitter.configs;
process.stdout.write(
  JSON.stringify(
    texts.map((text) => ({
      length: twitter.parseTweet(text).weightedLength,
      length_v2: twitter.parseTweet(text, configs.version2).weightedLength,
      addresses: twitter.extractUrlsWithIndices(text).map(({ indices }) => text.slice(...indices)),
    })),
  ),
);
