//! Prints what the attribute macros write, formatted: `cargo run -p costate-transform --example expand FILE`.

use std::process::ExitCode;

use quote::ToTokens;

mod attributes;

fn main() -> ExitCode {
    let Some(path) = std::env::args().nth(1) else {
        eprintln!("usage: expand FILE.rs");
        return ExitCode::FAILURE;
    };
    let items = match attributes::items(&path) {
        Ok(items) => items,
        Err(error) => {
            eprintln!("{path}: {error}");
            return ExitCode::FAILURE;
        }
    };
    for item in items {
        let output = attributes::expanded(&item).unwrap_or_else(|| item.to_token_stream());
        match syn::parse2::<syn::File>(output.clone()) {
            Ok(file) => println!("{}", prettyplease::unparse(&file)),
            Err(error) => println!("// {error}\n{output}"),
        }
    }
    ExitCode::SUCCESS
}
