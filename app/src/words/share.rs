//! Sharing a link: address, QR code, button, mail.

use super::room;

room! {
    Share {
        title: "Share “{}”", "Distribuie „{}”";
        link: "Link", "Link";
        copy: "Copy", "Copiază";
        off:
            "This link is off. Turn it on before you share it.",
            "Linkul este oprit. Pornește-l înainte să îl trimiți.";
        qr: "QR code", "Cod QR";
        qr_alt: "QR code of {}", "Codul QR pentru {}";
        qr_hint:
            "For print, posters and the counter.",
            "Pentru tipar, afișe și tejghea.";
        svg: "Download SVG", "Descarcă SVG";
        png: "Download PNG", "Descarcă PNG";
        button: "Button for your site", "Buton pentru site-ul tău";
        button_hint: "Paste it where the button should be.", "Lipește-l unde vrei să fie butonul.";
        button_text: "Pay {}", "Plătește {}";
        chat: "Message", "Mesaj";
        chat_text: "Text of the message", "Textul mesajului";
        chat_body: "{}, {}: {}", "{}, {}: {}";
        whatsapp: "WhatsApp", "WhatsApp";
        telegram: "Telegram", "Telegram";
        mail: "E-mail", "E-mail";
        mail_open: "Write in your mail program", "Scrie în programul de e-mail";
        mail_copy: "Copy the text", "Copiază textul";
        mail_text: "Text of the e-mail", "Textul e-mailului";
        mail_body:
            "Hello,\n\nyou can pay for {} here, {}:\n{}\n\nThank you,\n{}",
            "Bună,\n\naici poți plăti pentru {}, {}:\n{}\n\nMulțumesc,\n{}";
        free_body:
            "Hello,\n\n{} is here for you, free:\n{}\n\nAll the best,\n{}",
            "Bună,\n\n{} te așteaptă aici, gratuit:\n{}\n\nToate cele bune,\n{}";
    }
}
