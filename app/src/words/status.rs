//! States of a payment.

use super::room;

room! {
    Status {
        pending: "Not finished", "Neterminată";
        failed: "Failed", "Eșuată";
        canceled: "Canceled", "Anulată";
        completed: "Paid", "Plătită";
        refunded: "Refunded", "Rambursată";
        disputed: "Disputed", "Contestată";
    }
}
