; What the setup says, in Kazakh, Russian and English. $0, $1: values put in where it is shown.

!macro Text Name Kazakh Russian English
  LangString ${Name} ${LANG_KAZAKH} `${Kazakh}`
  LangString ${Name} ${LANG_RUSSIAN} `${Russian}`
  LangString ${Name} ${LANG_ENGLISH} `${English}`
!macroend

!define ENDL "$\r$\n"
!define NAME_KK "dlschool — қашықтан оқыту"
!define NAME_RU "dlschool — дистанционное обучение"
!define NAME_EN "dlschool — distance learning"

!insertmacro Text LANGUAGE "kk" "ru" "en"
!insertmacro Text SHORTCUT "${NAME_KK}" "${NAME_RU}" "${NAME_EN}"
!insertmacro Text COMMENT \
  "Білім алушыны қашықтан оқытуға ауыстыру: өтініштен бұйрыққа дейін" \
  "Перевод обучающегося на дистанционное обучение: от заявления до приказа" \
  "Pupils' distance learning, from the application to the order"
!insertmacro Text TYPE_DLX "dlschool алмасу файлы" "Файл обмена dlschool" "dlschool exchange file"
!insertmacro Text TYPE_DLU "dlschool жаңарту файлы" "Файл обновления dlschool" "dlschool update file"

!insertmacro Text OLD_WINDOWS \
  "dlschool үшін 64 биттік Windows 10 (1809 нұсқасы) немесе одан жаңасы қажет. Алдымен Windows жүйесін жаңартыңыз. Ештеңе өзгертілген жоқ." \
  "Для dlschool нужна 64-разрядная Windows 10 (версия 1809) или новее. Сначала обновите Windows. Ничего не изменено." \
  "dlschool needs 64-bit Windows 10 (version 1809) or newer. Update Windows first. Nothing was changed."
!insertmacro Text RUNNING \
  "dlschool ашық тұр. Бағдарламаның терезелерін жауып, қайталаңыз." \
  "Программа dlschool открыта. Закройте её окна и повторите." \
  "dlschool is open. Close its windows and try again."
!insertmacro Text NEWER \
  "Бұл компьютерде жаңарақ нұсқа орнатылған: $0. Осы орнату файлында ${VERSION} нұсқасы бар. Ештеңе өзгертілген жоқ." \
  "На этом компьютере установлена более новая версия: $0. В этом установочном файле версия ${VERSION}. Ничего не изменено." \
  "A newer version is installed on this computer: $0. This setup holds version ${VERSION}. Nothing was changed."
!insertmacro Text NO_SPACE \
  "Дискіде орын жетпейді: $0 МБ қажет, бос орын — $1 МБ. Орын босатыңыз немесе басқа қалтаны таңдаңыз." \
  "На диске не хватает места: нужно $0 МБ, свободно $1 МБ. Освободите место или выберите другую папку." \
  "There is not enough space on the disk: $0 MB are needed, $1 MB are free. Free some space or choose another folder."
!insertmacro Text NO_WRITING \
  "Бұл қалтаға жазу мүмкін емес:${ENDL}$INSTDIR${ENDL}Басқа қалтаны таңдаңыз." \
  "В эту папку нельзя записывать:${ENDL}$INSTDIR${ENDL}Выберите другую папку." \
  "This folder cannot be written:${ENDL}$INSTDIR${ENDL}Choose another folder."
!insertmacro Text NOT_PLACED \
  "Файлдар орнына қойылмады: оларды басқа бағдарлама (мысалы, антивирус) пайдаланып тұр. Компьютерді қайта іске қосып, орнатуды қайталаңыз. Мектептің деректері өз орнында." \
  "Файлы не удалось поставить на место: их держит другая программа (например, антивирус). Перезагрузите компьютер и повторите установку. Данные школы на месте." \
  "The files could not be put in their place: another program (an antivirus, say) holds them. Restart the computer and run the setup again. The school's data are untouched."
!insertmacro Text TESTING \
  "Бағдарлама тексерілуде..." "Программа проверяется..." "The program is being checked..."
!insertmacro Text NOT_WHOLE \
  "Орнатылған бағдарлама тексеруден өтпеді." \
  "Установленная программа не прошла проверку." \
  "The installed program did not pass its check."
!insertmacro Text OLD_STAYS \
  "Бұрынғы нұсқа өз орнында қалды: $0." \
  "Прежняя версия осталась на месте: $0." \
  "The version before stays in its place: $0."
!insertmacro Text REPORT "Тексеру есебі: " "Отчёт о проверке: " "Report of the check: "

!insertmacro Text FINISHED \
  "Бағдарлама тексерілді, жұмысқа дайын.${ENDL}${ENDL}Мектептің деректері бағдарламадан бөлек сақталады, сондықтан бағдарламаны жаңарту немесе жою оларға әсер етпейді." \
  "Программа проверена и готова к работе.${ENDL}${ENDL}Данные школы хранятся отдельно от программы: обновление или удаление программы их не затрагивает." \
  "The program was checked and is ready.${ENDL}${ENDL}The school's data are kept apart from the program: updating or removing the program does not touch them."
!insertmacro Text OPEN_PROGRAM "Бағдарламаны &ашу" "&Открыть программу" "&Open the program"
!insertmacro Text DATA_STAY \
  "Бағдарлама жойылды. Мектептің деректері өз орнында қалды:${ENDL}${ENDL}$Data" \
  "Программа удалена. Данные школы остались на месте:${ENDL}${ENDL}$Data" \
  "The program was removed. The school's data stay in their place:${ENDL}${ENDL}$Data"
!insertmacro Text CONFIRM_TOP \
  "Бағдарлама жойылады. Мектептің деректері өз орнында қалады:${ENDL}$Data" \
  "Программа будет удалена. Данные школы останутся на месте:${ENDL}$Data" \
  "The program will be removed. The school's data will stay in their place:${ENDL}$Data"
!insertmacro Text NOT_OURS \
  "Бұл қалтада dlschool жоқ:${ENDL}$INSTDIR" \
  "В этой папке нет dlschool:${ENDL}$INSTDIR" \
  "There is no dlschool in this folder:${ENDL}$INSTDIR"
