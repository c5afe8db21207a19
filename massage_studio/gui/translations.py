"""The language of the window: Qt's translators, made from the files of resources/translations/."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from massage_studio import language, paths


def install(application: QCoreApplication, folder: Path | None = None) -> None:
    """Show every sentence in the language of the computer where there is one, else in British English.

    What a translation lacks is English too; only the English forms of what counts something need a file.
    """
    folder = folder or paths.translations()
    for earlier in application.findChildren(QTranslator):
        application.removeTranslator(earlier)
        earlier.deleteLater()
    english, own = QTranslator(application), QTranslator(application)
    if not english.load("en_GB", str(folder)):
        raise paths.IncompleteProgramError("The program's translations are missing")
    application.installTranslator(english)
    if own.load(QLocale(), "", "", str(folder)) and own.filePath() != english.filePath():
        # Qt asks the last one first.
        application.installTranslator(own)
    language.use(QCoreApplication.translate)
