//! Prints the programs of some seeds: `cargo run -p costate-programs --example grow -- SEED [HOW_MANY [CHOICES]]`.

use costate_programs::{program, seeded};

fn main() {
    let mut numbers = std::env::args().skip(1).map(|text| text.parse().expect("a number"));
    let first: u64 = numbers.next().unwrap_or(0);
    let (count, choices) = (numbers.next().unwrap_or(1), numbers.next());
    for seed in first..first + count {
        // as many as the interpreter's random programs draw
        let choices = choices.unwrap_or(u64::from(seeded(seed, 1)[0]) % 900);
        let choices = seeded(seed, usize::try_from(choices).expect("a small number"));
        println!("// seed {seed}\n{}", program(&format!("p{seed}_"), &choices).source());
    }
}
