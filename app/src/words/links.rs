//! The list of links, and what can be done with one.

use super::room;

room! {
    Links {
        title: "Links", "Linkuri";
        new: "New link", "Link nou";
        export: "Export", "Exportă";
        empty_title: "No links yet", "Încă nu ai linkuri";
        empty_text:
            "Say what you sell and what it costs. You get an address to share.",
            "Spune ce vinzi și cât costă. Primești o adresă pe care o poți trimite oricui.";
        nothing: "No link is like that.", "Niciun link nu este așa.";
        show_all: "Show all links", "Arată toate linkurile";
        search: "Title or address", "Titlu sau adresă";
        link: "Link", "Link";
        price: "Price", "Preț";
        from_price: "from {}", "de la {}";
        status: "Status", "Stare";
        any: "Any", "Oricare";
        currency: "Currency", "Moneda";
        visits: "Visits", "Vizite";
        paid: "Paid", "Plătite";
        conversion: "Visitors who pay", "Vizitatori care plătesc";
        revenue: "Revenue", "Încasări";
        order: "Order", "Ordine";
        by_created: "Newest first", "Cele mai noi întâi";
        by_title: "By title", "După titlu";
        by_revenue: "By revenue", "După încasări";
        by_payments: "By payments", "După plăți";
        active: "Active", "Activ";
        inactive: "Off", "Oprit";
        sold_out: "Sold out", "Vândut tot";
        more: "More for {}", "Mai mult pentru {}";
        copy: "Copy link", "Copiază linkul";
        open: "Open", "Deschide";
        edit: "Edit", "Modifică";
        share: "Share", "Distribuie";
        duplicate: "Duplicate", "Fă o copie";
        disable: "Turn off", "Oprește";
        enable: "Turn on", "Pornește";
        delete: "Delete", "Șterge";
        select: "Select {}", "Alege {}";
        select_all: "Select all", "Alege tot";
        selection: "Selected links", "Linkurile alese";
        selected: "{} selected", "{} alese";
        unselect: "Clear the selection", "Renunță la selecție";
        turned_off: "Link turned off", "Link oprit";
        turned_on: "Link turned on", "Link pornit";
        turned_off_many: "{} links turned off", "Linkuri oprite: {}";
        turned_on_many: "{} links turned on", "Linkuri pornite: {}";
        enable_again: "Turn on again", "Pornește din nou";
        disable_again: "Turn off again", "Oprește din nou";
        unchanged: "Nothing to change", "Nimic de schimbat";
        none_selected: "Select links first", "Alege întâi linkurile";
        deleted: "Link deleted", "Link șters";
        duplicated: "This is the copy", "Aceasta este copia";
        made: "Your link is ready to share", "Linkul tău este gata de trimis";
        delete_question: "Delete “{}”?", "Ștergi „{}”?";
        delete_detail:
            "Its page stops selling at once. Payments already made stay where they are.",
            "Pagina nu mai vinde din clipa asta. Plățile deja făcute rămân.";
        delete_submit: "Delete link", "Șterge linkul";
        keep: "Keep it", "Păstrează-l";
        not_connected:
            "Links cannot take money yet. Connect Stripe first.",
            "Linkurile nu pot încasa încă. Conectează întâi Stripe.";
        connect: "Connect payments", "Conectează plățile";
    }
}
