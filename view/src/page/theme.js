// Colours of the picture, as the style sheet has them for dark and for light.

const NAMES = ['horizon', 'zenith', 'below', 'ground', 'grid', 'along', 'across', 'sun', 'sky', 'bounce'];

const readTheme = () => {
  const style = getComputedStyle(document.documentElement);
  const theme = {};
  for (const name of NAMES) {
    const [hex, strength] = style.getPropertyValue(`--${name}`).trim().split(/\s+/);
    const channels = [1, 3, 5].map((i) => linear(parseInt(hex.slice(i, i + 2), 16)));
    theme[`${name}Color`] = scale(channels, Number(strength ?? 1));
  }
  return theme;
};

const onTheme = (act) => matchMedia('(prefers-color-scheme: dark)').addEventListener('change', act);
