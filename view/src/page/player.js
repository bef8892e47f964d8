// The clock of a replay: which moment is shown. A moment counts frames, and may lie between two.

const REST = 0.8; // seconds at the end, before it begins again
const SPEEDS = [0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8];

const makePlayer = (run) => ({
  run, take: run.takes[0], moment: 0, playing: false, speed: 1, loop: true, rested: 0,
});

const lastOf = (player) => Math.max(player.take.frames - 1, 0);
const timeOf = (player) => player.moment * player.run.timestep;

// goes on by so many seconds of the viewer
const advance = (player, seconds) => {
  const last = lastOf(player);
  if (player.moment < last) {
    player.moment = Math.min(player.moment + (seconds * player.speed) / player.run.timestep, last);
    player.rested = 0;
    return;
  }
  player.rested += seconds;
  if (!player.loop || last === 0) player.playing = false;
  else if (player.rested > REST) player.moment = 0;
};

const playOrPause = (player) => {
  player.playing = !player.playing;
  player.rested = 0;
  if (player.playing && player.moment >= lastOf(player)) player.moment = 0;
};

const seek = (player, moment) => {
  player.moment = clamp(moment, 0, lastOf(player));
  player.rested = 0;
};

// to the next whole frame, or some of them on
const step = (player, frames) => {
  const whole = frames > 0 ? Math.floor(player.moment + 1e-6) : Math.ceil(player.moment - 1e-6);
  player.playing = false;
  seek(player, whole + frames);
};

const hurry = (player, by) => {
  const nearest = SPEEDS.findIndex((speed) => speed >= player.speed);
  player.speed = SPEEDS[clamp(nearest + by, 0, SPEEDS.length - 1)];
};

// another take, at the same time if it lasts so long
const chooseTake = (player, index) => {
  player.take = player.run.takes[clamp(index, 0, player.run.takes.length - 1)];
  seek(player, player.moment);
};

const takeIndex = (player) => player.run.takes.indexOf(player.take);
