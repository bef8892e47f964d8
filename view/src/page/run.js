// What is shown: read from the page, and asked where a body is.

const element = (id) => document.getElementById(id);

// little-endian, as every machine with WebGL is
const floats = (text) => {
  const bytes = Uint8Array.from(atob(text.trim()), (letter) => letter.charCodeAt(0));
  return new Float32Array(bytes.buffer);
};

const readRun = () => {
  const run = JSON.parse(element('header').textContent);
  run.words = floats(element('frames').textContent);
  let first = 0;
  for (const take of run.takes) {
    take.first = first;
    first += take.frames;
  }
  if (run.words.length !== 7 * first * run.bodies.length) throw new Error('the frames of this page are cut off');
  for (const chart of run.charts) {
    chart.places = chart.places === null ? null : floats(chart.places);
    for (const line of chart.lines) line.values = floats(line.values);
  }
  return run;
};

// the seven words of a body in a whole frame
const wordsOf = (run, frame, body) => 7 * (frame * run.bodies.length + body);

// where a body is in the `moment`-th frame of a take; a moment between two frames is between their poses
const poseOf = (run, take, moment, body) => {
  const last = take.frames - 1;
  const frame = clamp(Math.floor(moment), 0, last);
  const part = clamp(moment - frame, 0, 1);
  const a = wordsOf(run, take.first + frame, body);
  const b = wordsOf(run, take.first + Math.min(frame + 1, last), body);
  const words = (start, count) => Array.from(run.words.subarray(start, start + count));
  return {
    position: mix(words(a, 3), words(b, 3), part),
    rotation: between(words(a + 3, 4), words(b + 3, 4), part),
  };
};

// metres per second, over the two frames around a moment
const speedOf = (run, take, moment, body) => {
  if (take.frames < 2) return 0;
  const frame = clamp(Math.floor(moment), 0, take.frames - 2);
  const [a, b] = [frame, frame + 1].map((f) => poseOf(run, take, f, body).position);
  return length(subtract(b, a)) / run.timestep;
};
