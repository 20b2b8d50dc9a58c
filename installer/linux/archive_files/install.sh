#!/bin/sh
# Installs dlschool for the person who runs this: no rights are needed, nothing outside of the home is touched.
# Ends with 0: installed; 1: not installed, it was said why and nothing was changed.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
# As the launcher looks for it: a place that is no whole path counts as none.
case ${XDG_DATA_HOME:-} in /*) data=$XDG_DATA_HOME ;; *) data=${HOME:-}/.local/share ;; esac
place=$data/dlschool-program
glibc=@GLIBC@

# say KAZAKH RUSSIAN ENGLISH: one of them, in the language of the session.
case ${LC_ALL:-${LC_MESSAGES:-${LANG:-}}} in kk*) language=kk ;; ru*) language=ru ;; *) language=en ;; esac
say() {
    case $language in kk) printf '%s\n' "$1" ;; ru) printf '%s\n' "$2" ;; *) printf '%s\n' "$3" ;; esac
}
refuse() {
    say "$@" >&2
    exit 1
}

has_home() {
    case ${HOME:-} in /*) ;; *) refuse \
        'Үй қалтаңыз белгісіз (HOME). Бағдарламаны өз атыңызбен жүйеге кіріп орнатыңыз.' \
        'Ваша домашняя папка неизвестна (HOME). Войдите в систему под своим именем и установите программу снова.' \
        'Your home folder is not known (HOME). Log in under your own name, then install again.' ;;
    esac
}

fits_this_computer() {
    [ "$(uname -sm)" = 'Linux x86_64' ] || refuse \
        'Бағдарлама 64 биттік Linux жүйесіне (x86_64) арналған.' \
        'Программа рассчитана на 64-разрядный Linux (x86_64).' \
        'The program is made for 64-bit Linux (x86_64).'
    there=$(getconf GNU_LIBC_VERSION 2>/dev/null | sed 's/.* //')
    [ -n "$there" ] && newer_or_same "$there" "$glibc" || refuse \
        "Бұл жүйе тым ескі: glibc $glibc немесе одан жаңасы керек (Debian 12, Ubuntu 22.04 және одан жаңалары)." \
        "Эта система слишком старая: нужна glibc $glibc или новее (Debian 12, Ubuntu 22.04 и новее)." \
        "This system is too old: glibc $glibc or newer is needed (Debian 12, Ubuntu 22.04 and later)."
    [ "$(id -u)" != 0 ] || refuse \
        'Бұл пәрменді әкімші (root) емес, бағдарламамен жұмыс істейтін адам өз атынан іске қосады.' \
        'Эту команду запускает от своего имени тот, кто будет работать с программой, а не администратор (root).' \
        'The person who will work with the program runs this, not the administrator (root).'
}

newer_or_same() {
    [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | tail -n 1)" = "$1" ]
}

# The version that a file `start` names.
named() {
    [ ! -f "$1" ] || sed -n 's/^current=//p' "$1" | head -n 1
}

# What is made here goes again when it stays empty.
can_write() {
    new=$place/programs/.new-$$
    trap 'rm -rf "$new"; rmdir "$place/programs" "$place" 2>/dev/null || true' EXIT
    trap 'exit 1' INT TERM HUP
    mkdir -p "$place/programs" 2>/dev/null && [ -w "$place/programs" ] && [ -w "$place" ] || refuse \
        "Мына қалтаға жазу мүмкін емес: $place. Ештеңе орнатылған жоқ. Қалтаға жазу рұқсатын әкімшіден сұраңыз." \
        "Нельзя записать в папку: $place. Ничего не установлено. Попросите администратора разрешить в неё запись." \
        "The folder cannot be written: $place. Nothing was installed. Ask the administrator to let you write there."
}

has_room() {
    wanted=$(du -sk "$here/program" | cut -f 1)
    free=$(df -Pk "$data" | awk 'NR == 2 { print $4 }')
    [ "$free" -gt $((wanted + 51200)) ] || refuse \
        "Дискіде орын жетпейді: $((wanted / 1024 + 50)) МБ қажет, бос орын — $((free / 1024)) МБ ($data)." \
        "На диске не хватает места: нужно $((wanted / 1024 + 50)) МБ, свободно $((free / 1024)) МБ ($data)." \
        "There is too little room on the disk: $((wanted / 1024 + 50)) MB are needed, $((free / 1024)) MB are free ($data)."
}

# Libraries of the system that a window needs and that are not there.
has_libraries() {
    inside=$1/programs/$version/_internal
    missing=$(find "$inside/PySide6" -name '*.so*' -type f | LD_LIBRARY_PATH=$inside xargs -d '\n' ldd 2>/dev/null |
        sed -n 's/^\t\(.*\) => not found.*/\1/p' | sort -u)
    [ -n "$missing" ] || return 0
    packages=$(for library in $missing; do
        awk -v library="$library" '$1 == library { print $NF }' "$here/libraries"
    done | sort -u | tr '\n' ' ')
    names=$(printf '%s ' $missing)
    refuse "Жүйеде мына кітапханалар жоқ: $names(Debian, Ubuntu: $packages). Оларды орнатуды әкімшіден сұраңыз." \
        "В системе нет этих библиотек: $names(Debian, Ubuntu: $packages). Попросите администратора установить их." \
        "The system lacks these libraries: $names(Debian, Ubuntu: $packages). Ask the administrator to install them."
}

not_open() {
    for program in /proc/[0-9]*/exe; do
        case $(readlink "$program" 2>/dev/null || true) in
        "$place"/programs/"$1"/*) refuse \
            'Бағдарлама ашық тұр. Оны жауып, қайталаңыз.' \
            'Программа открыта. Закройте её и повторите.' \
            'The program is open. Close it and try again.' ;;
        esac
    done
}

# Words fit to stand in quotes in a desktop entry.
quoted() {
    printf '%s' "$1" | sed 's/[\\"`$]/\\\\&/g; s/%/%%/g'
}

# Everything is written beside its place and then takes it: a power cut leaves the old or the new.
write_whole() {
    cat >"$1.new"
    mv -f "$1.new" "$1"
}

tell_desktop() {
    mkdir -p "$data/applications"
    escaped=$(quoted "$place/dlschool" | sed 's/[&|\\]/\\&/g')
    sed "s|^Exec=dlschool|Exec=\"$escaped\"|" "$here/share/applications/dlschool.desktop" |
        write_whole "$data/applications/dlschool.desktop"
    (cd "$here/share" && find mime icons man -type f) | while read -r file; do
        mkdir -p "$data/$(dirname "$file")"
        write_whole "$data/$file" <"$here/share/$file"
    done
    mkdir -p "$HOME/.local/bin"
    command=$HOME/.local/bin/dlschool
    [ -e "$command" ] && [ ! -L "$command" ] || ln -sfn "$place/dlschool" "$command"
    renew_lists
}

renew_lists() {
    update-desktop-database -q "$data/applications" 2>/dev/null || true
    update-mime-database "$data/mime" >/dev/null 2>&1 || true
    gtk-update-icon-cache -qtf "$data/icons/hicolor" 2>/dev/null || true
}

main() {
    has_home
    fits_this_computer
    version=$(named "$here/program/start")
    before=$(named "$place/start")
    [ -x "$place/programs/${before:-none}/dlschool" ] || before=
    [ -z "$before" ] || newer_or_same "$version" "$before" || refuse \
        "Бұл компьютерде бағдарламаның жаңарақ нұсқасы бар: $before. Ештеңе өзгертілген жоқ." \
        "На этом компьютере есть более новая версия программы: $before. Ничего не изменено." \
        "This computer has a newer version of the program: $before. Nothing was changed."
    not_open "$version"
    can_write
    has_room
    has_libraries "$here/program"

    say "Орнатылуда: dlschool $version…" "Устанавливается dlschool $version…" "Installing dlschool $version…"
    cp -a "$here/program/programs/$version" "$new"
    case $language in ru) tongue=ru ;; *) tongue=kk ;; esac
    report=$("$new/dlschool" --self-test --language $tongue 2>&1) || {
        printf '%s\n' "$report" | tail -n 1 >&2
        exit 1
    }
    sync -f "$new" 2>/dev/null || true
    rm -rf "$place/programs/$version"
    mv "$new" "$place/programs/$version"

    cp "$here/program/dlschool" "$place/dlschool.new"
    mv -f "$place/dlschool.new" "$place/dlschool"
    cp "$here/uninstall.sh" "$place/uninstall.sh.new"
    mv -f "$place/uninstall.sh.new" "$place/uninstall.sh"
    if [ -n "$before" ] && [ "$before" != "$version" ]; then
        printf 'current=%s\nbefore=%s\ntries=0\n' "$version" "$before"
    else
        printf 'current=%s\n' "$version"
    fi | write_whole "$place/start"
    tell_desktop

    say "Орнатылды. Бағдарламалар мәзірінен «dlschool» бағдарламасын ашыңыз. Жою: $place/uninstall.sh" \
        "Установлено. Откройте «dlschool» в меню программ. Удалить: $place/uninstall.sh" \
        "Installed. Open “dlschool” in the menu of programs. To remove it: $place/uninstall.sh"
}

main "$@"
exit 0
