#!/bin/sh
# Removes what install.sh brought; the school's data stay.
set -eu

# As the launcher looks for it: a place that is no whole path counts as none.
case ${XDG_DATA_HOME:-} in /*) data=$XDG_DATA_HOME ;; *) data=${HOME:-}/.local/share ;; esac
place=$data/dlschool-program

case ${LC_ALL:-${LC_MESSAGES:-${LANG:-}}} in kk*) language=kk ;; ru*) language=ru ;; *) language=en ;; esac
say() {
    case $language in kk) printf '%s\n' "$1" ;; ru) printf '%s\n' "$2" ;; *) printf '%s\n' "$3" ;; esac
}

main() {
    for program in /proc/[0-9]*/exe; do
        case $(readlink "$program" 2>/dev/null || true) in
        "$place"/*)
            say 'Бағдарлама ашық тұр. Оны жауып, қайталаңыз.' \
                'Программа открыта. Закройте её и повторите.' \
                'The program is open. Close it and try again.' >&2
            exit 1
            ;;
        esac
    done

    rm -f "$data/applications/dlschool.desktop" "$data/mime/packages/dlschool.xml"
    find "$data/icons/hicolor" -path '*/apps/dlschool.*' -delete 2>/dev/null || true
    find "$data/man" -name 'dlschool.1.gz' -delete 2>/dev/null || true
    [ "$(readlink "$HOME/.local/bin/dlschool" 2>/dev/null || true)" != "$place/dlschool" ] ||
        rm -f "$HOME/.local/bin/dlschool"
    rm -rf "$place/programs"
    rm -f "$place/start" "$place/dlschool" "$place/uninstall.sh"
    rmdir "$place" 2>/dev/null || true
    update-desktop-database -q "$data/applications" 2>/dev/null || true
    update-mime-database "$data/mime" >/dev/null 2>&1 || true
    # Folders that stand empty now; others are left.
    for folder in applications icons mime man; do
        find "$data/$folder" -depth -type d -empty -delete 2>/dev/null || true
    done

    say "Бағдарлама жойылды. Мектептің деректері өз орнында қалды: $data/dlschool (басқа қалтаны таңдаған болсаңыз, сонда)." \
        "Программа удалена. Данные школы остались на месте: $data/dlschool (или в папке, которую вы выбрали)." \
        "The program was removed. The school's data stay where they are: $data/dlschool (or in the folder that you chose)."
}

main "$@"
exit 0
