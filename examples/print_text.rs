//! Prints a file as a JSON string: the least that a program from text to JSON does. What the command takes to begin is
//! measured beside it (`cargo bench --bench parse -- start`).
//!
//! ```sh
//! cargo run --release --example print_text minutes.txt
//! ```

use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let file = std::env::args_os().nth(1).ok_or("name a file")?;
    let text = std::fs::read_to_string(file)?;
    serde_json::to_writer(std::io::stdout().lock(), &text)?;
    Ok(())
}
