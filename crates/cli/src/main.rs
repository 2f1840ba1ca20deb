//! The `sitrep` command: try the coder, run the whole pipeline, feed it, and look inside.

#![deny(clippy::print_stdout)]

#[macro_use]
mod stdout;

mod code;
mod connection;
mod data;
mod dead_letters;
mod demo;
mod evaluate;
mod exit;
mod gazetteer;
mod lexicon;
mod migrate;
mod publish;
mod report;
mod table;
mod topic;
mod train;

use std::io;

use clap::{CommandFactory as _, Parser, Subcommand};
use clap_complete::Shell;

use crate::exit::Exit;

/// The system's allocator takes a tenth of the coder's time for the many small texts of
/// what it finds.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

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
    Demo(demo::DemoArgs),
    Code(code::CodeArgs),
    Publish(publish::PublishArgs),
    Migrate(migrate::MigrateArgs),
    DeadLetters(dead_letters::DeadLettersArgs),
    Evaluate(evaluate::EvaluateArgs),
    Lexicon(lexicon::LexiconArgs),
    Gazetteer(gazetteer::GazetteerArgs),
    Train(train::TrainArgs),
    /// Print the completions of a shell; source them in its start-up file.
    Completions {
        shell: Shell,
    },
}

fn main() -> miette::Result<Exit> {
    run(Cli::parse().command).or_else(|error| {
        if stdout::closed(&error) {
            Ok(Exit::Success)
        } else {
            Err(error)
        }
    })
}

fn run(command: Command) -> miette::Result<Exit> {
    match command {
        Command::Demo(args) => demo::run(&args),
        Command::Code(args) => code::run(&args),
        Command::Publish(args) => publish::run(&args),
        Command::Migrate(args) => migrate::run(&args),
        Command::DeadLetters(args) => dead_letters::run(&args),
        Command::Evaluate(args) => evaluate::run(&args),
        Command::Lexicon(args) => lexicon::run(&args),
        Command::Gazetteer(args) => gazetteer::run(&args),
        Command::Train(args) => train::run(&args),
        Command::Completions { shell } => {
            clap_complete::generate(shell, &mut Cli::command(), "sitrep", &mut io::stdout());
            Ok(Exit::Success)
        }
    }
}
