//! `sitrep train`: trains the weights that the coder carries, and says how good they are.

mod corpus;
mod names;
mod opinion;
mod pos;

use clap::{Args, Subcommand};

use crate::exit::Exit;

/// Train the weights that the coder carries.
#[derive(Debug, Args)]
pub(crate) struct TrainArgs {
    #[command(subcommand)]
    command: TrainCommand,
}

#[derive(Debug, Subcommand)]
enum TrainCommand {
    Pos(pos::PosArgs),
    Names(names::NamesArgs),
    Opinion(opinion::OpinionArgs),
}

/// Runs the command.
pub(crate) fn run(args: &TrainArgs) -> miette::Result<Exit> {
    match &args.command {
        TrainCommand::Pos(args) => pos::run(args),
        TrainCommand::Names(args) => names::run(args),
        TrainCommand::Opinion(args) => opinion::run(args),
    }
}
