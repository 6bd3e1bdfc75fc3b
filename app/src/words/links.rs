//! The list of links.

use super::room;

room! {
    Links {
        title: "Links", "Linkuri";
        new: "New link", "Link nou";
        empty_title: "No links yet", "Încă nu ai linkuri";
        empty_text:
            "Say what you sell and what it costs. You get an address to share.",
            "Spune ce vinzi și cât costă. Primești o adresă pe care o poți trimite oricui.";
        link: "Link", "Link";
        price: "Price", "Preț";
        status: "Status", "Stare";
        paid: "Paid", "Plătite";
        revenue: "Revenue", "Încasări";
        created: "Created", "Creat";
        active: "Active", "Activ";
        inactive: "Off", "Oprit";
        copy: "Copy link", "Copiază linkul";
        open: "Open", "Deschide";
        edit: "Edit", "Modifică";
        disable: "Turn off", "Oprește";
        enable: "Turn on", "Pornește";
        delete: "Delete", "Șterge";
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
