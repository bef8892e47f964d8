// Numbers on axes.

// about `count` round numbers from `low` to `high`
const ticksOf = (low, high, count) => {
  const rough = (high - low) / count;
  const power = Math.pow(10, Math.floor(Math.log10(rough)));
  const step = power * [1, 2, 5, 10].find((k) => k * power >= rough * 0.999);
  const ticks = [];
  for (let k = Math.ceil(low / step - 1e-6); k * step <= high + 1e-6 * step; k++) ticks.push(k * step);
  return ticks;
};

// powers of ten, at most `count` of them
const decadesOf = (low, high, count) => {
  const [first, last] = [Math.ceil(Math.log10(low) - 1e-6), Math.floor(Math.log10(high) + 1e-6)];
  const stride = Math.max(1, Math.ceil((last - first + 1) / count));
  const ticks = [];
  for (let k = first; k <= last; k += stride) ticks.push(Math.pow(10, k));
  return ticks;
};

// as short as can be
const short = (x) => {
  if (x === 0 || Math.abs(x) < 1e-12) return '0';
  const size = Math.abs(x);
  const plain = size >= 1e5 || size < 1e-3 ? scientific(x) : String(Number(x.toPrecision(4)));
  return plain.replace(/-/g, '−');
};

const scientific = (x) => {
  const [digits, exponent] = x.toExponential(2).split('e');
  const raised = [...String(Number(exponent))].map((c) => (c === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(c)])).join('');
  const factor = Number(digits);
  return factor === 1 ? `10${raised}` : `${factor}·10${raised}`;
};
