//! The `sitrep` command: try the coder, run the whole pipeline, feed it, and look inside.

mod code;
mod exit;
mod report;

use clap::{Parser, Subcommand};

use crate::exit::Exit;

/// Turns scraped news articles into conflict events: who did what to whom, where, when,
/// how many were killed and injured, and on whose word.
#[derive(Debug, Parser)]
#[command(name = "sitrep", version, after_help = exit::HELP)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Code(code::CodeArgs),
}

fn main() -> miette::Result<Exit> {
    match Cli::parse().command {
        Command::Code(args) => code::run(&args),
    }
}
