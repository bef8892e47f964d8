//! What a picture shows, as numbers.

use std::collections::HashSet;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

/// A picture in red, green and blue.
pub struct Picture {
    pixels: Vec<[u8; 3]>,
}

impl Picture {
    /// Reads a PNG of eight bits.
    pub fn read(path: &Path) -> Self {
        let mut reader = png::Decoder::new(BufReader::new(File::open(path).unwrap())).read_info().unwrap();
        let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut bytes).unwrap();
        let samples = info.color_type.samples();
        let pixels = bytes[..info.buffer_size()].chunks_exact(samples).map(|p| [p[0], p[1], p[2]]).collect();
        Self { pixels }
    }

    /// How many pixels have a colour of about this hue \[°\], and are not grey.
    pub fn pixels_of_hue(&self, hue: f64) -> usize {
        let near = |pixel: &&[u8; 3]| hue_of(**pixel).is_some_and(|other| (other - hue).abs() < 9.0);
        self.pixels.iter().filter(near).count()
    }

    /// How many colours it has.
    pub fn shades(&self) -> usize {
        self.pixels.iter().collect::<HashSet<_>>().len()
    }

    /// The part of the pixels that differ clearly from those of `other`.
    pub fn different(&self, other: &Self) -> f64 {
        let apart = |(a, b): &(&[u8; 3], &[u8; 3])| a.iter().zip(*b).any(|(x, y)| x.abs_diff(*y) > 24);
        let count = self.pixels.iter().zip(&other.pixels).filter(apart).count();
        count as f64 / self.pixels.len() as f64
    }

    /// The mean of all channels, from 0 to 1.
    pub fn brightness(&self) -> f64 {
        let sum: u64 = self.pixels.iter().flatten().map(|&x| u64::from(x)).sum();
        sum as f64 / (255.0 * 3.0 * self.pixels.len() as f64)
    }
}

/// The hue of a colour \[°\], unless it is near grey.
fn hue_of([r, g, b]: [u8; 3]) -> Option<f64> {
    let [r, g, b] = [r, g, b].map(f64::from);
    let (high, low) = (r.max(g).max(b), r.min(g).min(b));
    let spread = high - low;
    if spread < 0.3 * high || high < 40.0 {
        return None;
    }
    let sixth = if high == r {
        (g - b) / spread
    } else if high == g {
        2.0 + (b - r) / spread
    } else {
        4.0 + (r - g) / spread
    };
    Some((60.0 * sixth).rem_euclid(360.0))
}
