"""An advert and a helpful post of the fictitious Malerbetrieb Sommer."""

ADVERT = (
    "Der Malerbetrieb Sommer ist Ihr zuverlässiger Partner für maßgeschneiderte Anstriche. Unser "
    "erfahrenes Team bietet Ihnen innovative Lösungen aus einer Hand. Mit SommerWeiss 3000 setzen wir "
    "neue Maßstäbe. Unsere zufriedenen Kunden schätzen unsere Leidenschaft und unsere höchste Qualität. "
    "Wir bieten Ihnen eine kostenlose Beratung und ein unverbindliches Angebot. Vertrauen Sie auf die "
    "Erfahrung vom Malerbetrieb Sommer und vereinbaren Sie noch heute einen Termin!\n"
)

HELP = (
    "Ein Messgerät hilft, aber es lügt bei Salz. Wir kleben deshalb eine Folie von einem halben "
    "Quadratmeter auf die Wand und warten bis zum nächsten Morgen. Stehen Tropfen darunter, ist der Putz "
    "nicht trocken. Bleibt die Folie klar, ist die Oberfläche trocken, tiefer drin kann es trotzdem "
    "feucht sein. Im Keller hat das bei uns schon zweimal nicht gereicht.\n"
)
