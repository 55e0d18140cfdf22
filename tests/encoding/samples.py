"""Sentences of eleven languages, written for these tests, and the ways to damage them."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, ...]] = {
    "English": (
        "The pilot’s boat leaves at nine – don’t be late for it.",
        "“Tides are patient,” said the harbour master, “ships are not.”",
        "• Mooring costs €25 a night, or £20 if you’ve booked ahead",
        "Our café serves a crème brûlée that’s known as far as 12\xa0km away…",
        "Keep the cabin between 18\xa0°C and 22\xa0°C — it’s written above the door.",
    ),
    "French": (
        "L’été dernier, la marée est montée jusqu’à la vieille jetée.",
        "«\xa0Où êtes-vous allés\xa0?\xa0» demanda le gardien du phare.",
        "À Noël, le cœur de l’île brille\xa0: c’est déjà une fête.",
        "Les élèves ont reçu leurs diplômes après l’épreuve de natation.",
        "Ça coûte 12\xa0€, et le garçon vous rendra la monnaie à bord.",
    ),
    "German": (
        "Der Kapitän grüßt die Gäste und schließt die Tür zum Führerstand.",
        "„Übermorgen fährt die Fähre früher“, heißt es am Hafenbüro.",
        "Äpfel, Öl und Brötchen gibt es im Laden an der großen Straße.",
        "Für Schüler beträgt die Gebühr 5 € – Erwachsene zahlen mehr.",
        "Die Möwen hören nicht auf, über den Dächern zu kreischen.",
    ),
    "Spanish": (
        "¿Cuándo saldrá el próximo barco hacia la pequeña isla?",
        "¡Qué día más difícil tuvo el señor que vigila el muelle!",
        "La inscripción está abierta; aquí encontrará más información.",
        "Según el capitán, «mañana lloverá» y habrá niebla en la bahía.",
        "El niño comió jamón con pimentón en el balcón de su tía.",
    ),
    "Portuguese": (
        "A maré não dá descanso às embarcações do pequeno porto.",
        "Amanhã de manhã começa a inscrição para as lições de natação.",
        "“Você já viu o farol?”, perguntou a irmã do capitão.",
        "São três opções: chá, café ou pão com queijo à noite.",
        "A direção informa que não há vagas até o próximo mês.",
    ),
    "Polish": (
        "Żółta łódź płynie wzdłuż brzegu aż do późnej nocy.",
        "Proszę zgłosić się do kapitanatu, gdyż mgła gęstnieje.",
        "Jeśli chcesz, możesz też przyjść jutro o świcie.",
        "Ćma usiadła na źdźble trawy i już się nie ruszyła.",
        "„Dzień dobry” – powiedział latarnik, wchodząc na ścieżkę.",
    ),
    "Czech": (
        "Příští loď odplouvá až zítra, řekl starý správce přístavu.",
        "Žluťoučký člun se houpe na vlnách u dřevěného mola.",
        "Děti už čekají, kdy začne kurz plavání v městských lázních.",
        "Účastníci dostanou průkaz a můžou kdykoli přijít znovu.",
        "„Kde je tu nejbližší nádraží?“ ptala se paní Dvořáková.",
    ),
    "Vietnamese": (
        "Chuyến tàu tiếp theo sẽ rời bến vào sáng sớm ngày mai.",
        "Người gác đèn biển kể chuyện về những cơn bão lớn.",
        "Xin vui lòng đăng ký trước khi đến phòng hướng dẫn.",
        "Trẻ em học bơi ở hồ bơi của thành phố vào mùa hè.",
        "“Thủy triều đang lên”, ông thuyền trưởng nói nhỏ.",
    ),
    "Malay": (
        "Feri terakhir ke pulau itu bertolak pada pukul 9 – jangan lewat.",
        "“Air pasang besar malam ini,” kata penjaga rumah api.",
        "Bayaran masuk ialah RM5… kanak-kanak bawah 6 tahun percuma.",
        "• Sila bawa pas anda — kaunter tutup pada waktu tengah hari",
        "Harga tiket ialah €4 atau £3 bagi pelawat dari luar negara’.",
    ),
    "Chinese": (
        "下一班渡轮将于明天早上九点从旧码头出发，请准时。",
        "灯塔管理员说：“今晚涨潮，请不要靠近海边的石阶。”",
        "游泳课程的报名费是二十五元（六岁以下的儿童免费）。",
        "海港办公室星期一至星期五开放，公共假期休息一天。",
        "請在登船之前出示您的票據，並保持樓梯通道的暢通。",
    ),
    "Tamil": (
        "அடுத்த படகு நாளை காலை ஒன்பது மணிக்கு புறப்படும்.",
        "கலங்கரை விளக்கத்தின் காவலர் பழைய கதைகளைச் சொன்னார்.",
        "நீச்சல் வகுப்புக்கு இப்போது பெயர்களைப் பதிவு செய்யலாம்.",
        "இன்று இரவு கடல் மட்டம் உயரும் – கரைக்கு அருகில் செல்லாதீர்கள்.",
        "துறைமுக அலுவலகம் திங்கள் முதல் வெள்ளி வரை திறந்திருக்கும்.",
    ),
}


def windows_1252(text: str) -> str | None:
    """`text` as Python reads its bytes; None where Windows-1252 has no character for one."""
    try:
        return text.encode().decode("cp1252")
    except UnicodeDecodeError:
        return None


def sloppy(text: str) -> str:
    """`text` as browsers read its bytes: control characters where Windows-1252 has none."""
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode())


def latin_1(text: str) -> str:
    return text.encode().decode("latin-1")


WRONG = {"windows-1252": windows_1252, "windows-1252 of browsers": sloppy, "latin-1": latin_1}
