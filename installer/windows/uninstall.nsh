; Taking away what the setup, updates and the program itself have put into the folder, and nothing else.

; The suffix is given up only if it is still ours.
!macro NoFileType Suffix
  ReadRegStr $0 HKCU "${CLASSES}\.${Suffix}" ""
  ${If} $0 == "dlschool.${Suffix}"
    DeleteRegKey HKCU "${CLASSES}\.${Suffix}"
  ${EndIf}
  DeleteRegKey HKCU "${CLASSES}\dlschool.${Suffix}"
!macroend

Function un.onInit
  SetShellVarContext current
  System::Call 'kernel32::SetErrorMode(i 0x8001)'
  !insertmacro MUI_UNGETLANGUAGE
  Call un.askData
FunctionEnd

; Not in un.onInit: there the texts are not yet those of the chosen language.
Function un.check
  ${IfNot} ${FileExists} "$INSTDIR\uninstall.exe"
    SetErrorLevel 7
    MessageBox MB_OK|MB_ICONSTOP "$(NOT_OURS)" /SD IDOK
    Quit
  ${EndIf}
  Call un.askToClose
FunctionEnd

Section "Uninstall"
  Call un.check
  Delete "$INSTDIR\start"
  Delete "$INSTDIR\start*.new"
  Delete "$INSTDIR\dlschool.exe"
  Delete "$INSTDIR\dlschool-cmd.exe"
  Delete "$INSTDIR\.new-*"
  Delete "$INSTDIR\.updating"
  Delete "$INSTDIR\self-test.txt"
  Delete "$INSTDIR\setup.log"
  Call un.programs
  Call un.noShortcuts
  !insertmacro NoFileType "dlx"
  !insertmacro NoFileType "dlu"
  ${un.RefreshShellIcons}
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "${KEY}"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  SetErrorLevel 0
SectionEnd

; Whole programs, and what an interrupted setup or update left; a folder of another kind stays.
Function un.programs
  FindFirst $1 $2 "$INSTDIR\programs\*"
  ${DoWhile} $2 != ""
    StrCpy $3 $2 5
    ${If} $3 == ".new-"
    ${OrIf} $3 == ".old-"
    ${OrIf} ${FileExists} "$INSTDIR\programs\$2\program.zip"
      RMDir /r "$INSTDIR\programs\$2"
    ${EndIf}
    FindNext $1 $2
  ${Loop}
  FindClose $1
  RMDir "$INSTDIR\programs"
FunctionEnd

!define WHERE "import sys;from dlschool import paths,settings;open(sys.argv[1],'w',encoding='utf-16-le').write(settings.load().data_folder or str(paths.default_data_folder()))"

; Where the school's data lie, asked of the program itself: $Data.
Function un.askData
  StrCpy $Data "$LOCALAPPDATA\dlschool"
  InitPluginsDir
  FindFirst $1 $2 "$INSTDIR\programs\*"
  ${DoWhile} $2 != ""
    ${If} ${FileExists} "$INSTDIR\programs\$2\pythonw.exe"
      ExecWait `"$INSTDIR\programs\$2\pythonw.exe" -X utf8 -c "${WHERE}" "$PLUGINSDIR\data.txt"`
    ${EndIf}
    FindNext $1 $2
  ${Loop}
  FindClose $1
  ClearErrors
  FileOpen $1 "$PLUGINSDIR\data.txt" r
  ${IfNot} ${Errors}
    FileReadUTF16LE $1 $2
    FileClose $1
    ${If} $2 != ""
      StrCpy $Data $2
    ${EndIf}
  ${EndIf}
FunctionEnd
