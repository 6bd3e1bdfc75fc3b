//! `paylinks seed`: an invented merchant with a year of payments.

use lexopt::prelude::{Long, ValueExt as _};

use super::{Failure, Outcome, home, print};
use crate::seeds::{Wish, sow};

pub(super) fn read(mut arguments: lexopt::Parser) -> Result<Wish, Failure> {
    let mut wish = Wish::default();
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("payments") => wish.payments = arguments.value()?.parse()?,
            Long("again") => wish.again = true,
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(wish)
}

pub(super) async fn seed(wish: Wish) -> Outcome {
    let mut tell = |line: &str| print(&format!("{line}\n"));
    let grown = Box::pin(sow(home::settings()?, wish, &mut tell)).await?;
    print(&format!(
        "{} sells: {} payments started, {} paid\n\
         start it with: paylinks serve\n\
         sign in as {}: the mail with the link is in {}, good for ten minutes\n",
        grown.merchant, grown.started, grown.paid, grown.email, grown.mailbox
    ))
}
