//! When and how often a link sells.

use super::room;

room! {
    Selling {
        title: "Selling", "Vânzare";
        time: "time", "ora";
        opens: "Opens", "Se deschide";
        opens_hint:
            "{}. Without a time, when the day begins.",
            "După {}. Fără oră, când începe ziua.";
        closes: "Closes", "Se închide";
        closes_hint:
            "{}. Without a time, at midnight when the day ends. Payments begun before may be finished.",
            "După {}. Fără oră, la miezul nopții, când se termină ziua. Plățile începute înainte pot fi terminate.";
        max_uses: "How many times it sells", "De câte ori vinde";
        max_uses_hint:
            "Left empty, as often as somebody pays. Counts sales, not pieces. A buyer’s place is held for 30 minutes.",
            "Dacă lași gol, oricât. Numără vânzările, nu bucățile. Locul unui cumpărător se păstrează 30 de minute.";
        max_per_buyer: "How many times to one buyer", "De câte ori unui cumpărător";
        max_per_buyer_hint:
            "Known by e-mail, so it has to be asked for.",
            "Recunoscut după e-mail, deci trebuie cerut.";
        per_buyer: "For one buyer", "Unui cumpărător";
        active: "This link sells", "Linkul vinde";
        active_hint:
            "Turned off, its page says that it is not for sale right now.",
            "Oprit, pagina lui spune că acum nu este de vânzare.";
        disabled_message: "What its page says while it is off", "Ce spune pagina lui cât este oprit";
        disabled_hint:
            "Left empty, that the seller turned it off.",
            "Dacă lași gol, că vânzătorul l-a oprit.";
        archived: "Archived", "Arhivat";
        archive: "Archive", "Arhivează";
        restore: "Restore", "Scoate din arhivă";
        archived_one: "Link archived", "Link arhivat";
        archived_many: "{} links archived", "Linkuri arhivate: {}";
        restored_one: "Link restored", "Link scos din arhivă";
        restored_many: "{} links restored", "Linkuri scoase din arhivă: {}";
        show_archived: "Show archived links", "Arată linkurile arhivate";
        story_archived: "Archived", "Arhivat";
        story_restored: "Restored", "Scos din arhivă";
        not_open: "Not open yet", "Încă închis";
        closed: "Closed", "Închis";
    }
}
