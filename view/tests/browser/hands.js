// What is done to the page by hand. After each deed the page puts its moment and view into its address.

const canvas = document.getElementById('picture');
const key = (key, more) => dispatchEvent(new KeyboardEvent('keydown', { key, ...more }));

const place = (name) => {
  key('p');
  document.body.append(Object.assign(document.createElement('output'), { textContent: `${name} ${location.hash}` }));
};

const pointer = (kind, clientX, clientY, more) => canvas.dispatchEvent(
  new PointerEvent(kind, { clientX, clientY, pointerId: 1, buttons: 1, bubbles: true, ...more }));

const drag = (more) => {
  pointer('pointerdown', 100, 100);
  pointer('pointermove', 200, 80, more);
  pointer('pointerup', 200, 80);
};

const middle = { clientX: canvas.clientWidth / 2, clientY: canvas.clientHeight / 2 };

place('start');
canvas.dispatchEvent(new MouseEvent('dblclick', middle));
place('chosen');
key('ArrowRight');
key('ArrowRight');
key('ArrowLeft');
key('ArrowRight', { shiftKey: true });
place('stepped');
drag({});
place('turned');
drag({ shiftKey: true });
place('panned');
canvas.dispatchEvent(new WheelEvent('wheel', { deltaY: 100 }));
place('zoomed');
key(' ');
place('playing');
document.body.dataset.glError = canvas.getContext('webgl2').getError();
