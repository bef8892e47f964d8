// The pointer: drag to orbit, with shift or another button to pan, wheel or two fingers to come near.

const ORBIT = 0.0055; // radians a pixel

const makeHand = (canvas, camera, changed) => {
  const pointers = new Map();
  const position = (event) => ({ x: event.clientX, y: event.clientY });

  const down = (event) => {
    pointers.set(event.pointerId, position(event));
    canvas.classList.add('held');
    try {
      canvas.setPointerCapture(event.pointerId); // so that a drag goes on outside
    } catch {
      // the pointer has left already
    }
  };

  const up = (event) => {
    pointers.delete(event.pointerId);
    if (pointers.size === 0) canvas.classList.remove('held');
  };

  const move = (event) => {
    const before = pointers.get(event.pointerId);
    if (before === undefined) return;
    const now = position(event);
    if (pointers.size > 1) pinch(event.pointerId, before, now);
    else drag(event, now.x - before.x, now.y - before.y);
    pointers.set(event.pointerId, now);
    changed();
  };

  const drag = (event, x, y) => {
    const aside = event.shiftKey || event.ctrlKey || (event.buttons & 6) !== 0;
    if (aside) pan(camera, x / canvas.clientHeight, -y / canvas.clientHeight);
    else orbit(camera, ORBIT * x, ORBIT * y);
  };

  // two fingers: how far apart they are, and where their middle is
  const pinch = (id, before, now) => {
    const other = [...pointers].find(([key]) => key !== id)[1];
    const apart = (a) => Math.max(Math.hypot(a.x - other.x, a.y - other.y), 8);
    zoom(camera, apart(before) / apart(now));
    const height = 2 * canvas.clientHeight;
    pan(camera, (now.x - before.x) / height, (before.y - now.y) / height);
  };

  const wheel = (event) => {
    event.preventDefault();
    const pixels = event.deltaY * (event.deltaMode === 0 ? 1 : 30);
    zoom(camera, Math.exp(clamp(pixels, -200, 200) * 0.0014));
    changed();
  };

  canvas.addEventListener('pointerdown', down);
  canvas.addEventListener('pointermove', move);
  canvas.addEventListener('pointerup', up);
  canvas.addEventListener('pointercancel', up);
  canvas.addEventListener('wheel', wheel, { passive: false });
  canvas.addEventListener('contextmenu', (event) => event.preventDefault());
};
