// Puts the viewer together, and draws when something has changed.

const NARROW = 760; // [px], as in the style sheet

const makeViewer = (run, canvas) => {
  const viewer = {
    run, canvas, player: makePlayer(run), camera: makeCamera(),
    followed: null, trails: true,
    stale: true, // has to be drawn
    untouched: true, // the camera is where `home` put it
    quality: 1, slow: 0,
  };
  viewer.changed = () => { viewer.stale = true; };
  viewer.choose = (index) => chooseTake(viewer.player, index);
  viewer.follow = (body) => {
    viewer.followed = body;
    viewer.anchor = anchorOf(viewer);
    if (viewer.anchor !== null) viewer.camera.target = viewer.anchor;
    viewer.untouched = false;
  };
  viewer.toggleCharts = () => {
    document.body.classList.toggle('charts');
    if (viewer.untouched) viewer.home();
  };
  viewer.moved = () => {
    viewer.untouched = false;
    viewer.changed();
  };
  viewer.home = () => goHome(viewer);
  return viewer;
};

const anchorOf = ({ run, player, followed }) => {
  if (followed === null || player.take.frames === 0) return null;
  return poseOf(run, player.take, player.moment, followed).position;
};

// the first view: all of the take or, where a body is followed, what moves now
const goHome = (viewer) => {
  const { run, player, camera, canvas } = viewer;
  Object.assign(camera, HOME);
  viewer.untouched = true;
  viewer.followed = run.follow;
  viewer.anchor = anchorOf(viewer);
  const now = viewer.anchor === null ? emptyBox() : boxOf(run, player.take, player.moment, moves);
  frame(camera, isEmpty(now) ? boxOfTake(run, player.take) : now, canvas.clientWidth / canvas.clientHeight, roomOf(canvas));
};

// of the picture, what caption, controls and charts leave free
const roomOf = (canvas) => {
  const [wide, high] = [canvas.clientWidth, canvas.clientHeight];
  const [charts, controls] = ['charts', 'controls'].map((id) => element(id).getBoundingClientRect());
  const shown = charts.width > 0 ? charts : { left: wide, top: high };
  const below = innerWidth <= NARROW; // the charts stand over the controls, not beside the picture
  const right = below ? wide : Math.max(shown.left, 0.3 * wide);
  const bottom = controls.height > 0 ? Math.min(controls.top, below ? shown.top : high) : high;
  const top = Math.min(0.12 * high, 90);
  return {
    width: (0.9 * right) / wide,
    height: (0.84 * Math.max(bottom - top, 0.3 * high)) / high,
    aside: 1 - right / wide,
    rise: 1 - (bottom + top) / high,
  };
};

// the camera goes where the followed body goes
const keepUp = (viewer) => {
  const anchor = anchorOf(viewer);
  if (anchor !== null && viewer.anchor) viewer.camera.target = add(viewer.camera.target, subtract(anchor, viewer.anchor));
  viewer.anchor = anchor;
};

const fitCanvas = ({ canvas, quality }) => {
  const ratio = quality * Math.min(devicePixelRatio || 1, 2);
  const [width, height] = [canvas.clientWidth, canvas.clientHeight].map((size) => Math.max(1, Math.round(size * ratio)));
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  return { width, height, ratio };
};

const show = (viewer) => {
  const { player, camera, canvas, run } = viewer;
  for (const chart of viewer.charts) chart.box.hidden = chart.take !== null && run.takes[chart.take] !== player.take;
  keepUp(viewer);
  const trails = viewer.trails && player.take.frames > 1 ? run.trails : [];
  const scene = { take: player.take, moment: player.moment, camera, theme: viewer.theme, trails, ...fitCanvas(viewer) };
  const view = paint(viewer.painter, scene);
  viewer.labels.move(view, canvas.clientWidth, canvas.clientHeight);
  for (const chart of viewer.charts) chart.show(timeOf(player));
  showControls(viewer);
};

const runLoop = (viewer) => {
  let before = null;
  const turn_ = (now) => {
    const seconds = before === null ? 0 : (now - before) / 1000;
    before = now;
    if (viewer.player.playing) {
      advance(viewer.player, Math.min(seconds, 0.1));
      easeOff(viewer, seconds);
    }
    if (viewer.player.playing || viewer.stale) {
      viewer.stale = false;
      show(viewer);
    }
    requestAnimationFrame(guarded(turn_));
  };
  requestAnimationFrame(guarded(turn_));
};

// a machine that stays below 20 pictures a second gets fewer pixels
const easeOff = (viewer, seconds) => {
  viewer.slow = seconds > 0.05 ? viewer.slow + 1 : 0;
  if (viewer.slow < 20 || viewer.quality < 0.5) return;
  viewer.quality *= 0.7;
  viewer.slow = 0;
};

const makeCharts = (viewer) => viewer.run.charts.map((chart) => {
  const made = makeChart(chart, viewer.run, (time) => {
    viewer.player.playing = false;
    seek(viewer.player, Math.round(time / viewer.run.timestep));
    viewer.changed();
  });
  element('charts').append(made.box);
  return made;
});

const listenToWindow = (viewer, gl) => {
  const { canvas } = viewer;
  // at once, so that no frame is stretched
  new ResizeObserver(guarded(() => {
    if (viewer.untouched) viewer.home();
    show(viewer);
  })).observe(canvas);
  onTheme(() => { viewer.theme = readTheme(); viewer.changed(); });
  addEventListener('hashchange', guarded(() => { readPlace(viewer); viewer.changed(); }));
  canvas.addEventListener('webglcontextlost', (event) => event.preventDefault());
  canvas.addEventListener('webglcontextrestored', guarded(() => {
    viewer.painter = makePainter(gl, viewer.run, viewer.parts);
    viewer.changed();
  }));
  canvas.addEventListener('dblclick', (event) => {
    const { left, top, width, height } = canvas.getBoundingClientRect();
    const [x, y] = [(2 * (event.clientX - left)) / width - 1, 1 - (2 * (event.clientY - top)) / height];
    const ray = rayThrough(viewer.camera, width / height, x, y);
    const hit = hitShape(viewer.parts, eyeOf(viewer.camera), ray, 50 * viewer.camera.distance);
    viewer.follow(hit?.body ?? null);
    viewer.changed();
  });
};

const start = () => {
  const canvas = element('picture');
  const run = readRun();
  document.title = run.name;
  const gl = openGl(canvas);
  if (gl === null) throw new Error('This page draws with WebGL2, which this browser does not have or does not allow.');
  const viewer = makeViewer(run, canvas);
  viewer.parts = makeParts(run);
  viewer.painter = makePainter(gl, run, viewer.parts);
  viewer.theme = readTheme();
  viewer.labels = makeLabels(run);
  viewer.charts = makeCharts(viewer);
  document.body.classList.toggle('charts', run.charts.length > 0 && innerWidth > NARROW);
  viewer.player.playing = run.takes[0].frames > 1 && !matchMedia('(prefers-reduced-motion: reduce)').matches;
  makeControls(viewer);
  makeHand(canvas, viewer.camera, viewer.moved);
  listenToKeys(viewer);
  listenToWindow(viewer, gl);
  viewer.home();
  readPlace(viewer);
  show(viewer);
  runLoop(viewer);
  const frames = run.takes.reduce((sum, take) => sum + take.frames, 0);
  Object.assign(document.documentElement.dataset, { state: 'ready', frames });
};

// what goes wrong is said on the page
const fail = (error) => {
  document.documentElement.dataset.state = 'failed';
  element('failure').hidden = false;
  element('failure-text').textContent = error?.message ?? String(error);
};

const guarded = (act) => (...given) => {
  try {
    act(...given);
  } catch (error) {
    fail(error);
  }
};

addEventListener('error', ({ error }) => { if (error instanceof Error) fail(error); });
guarded(start)();
