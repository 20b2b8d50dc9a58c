; What is looked at before anything is changed.

Function .onInit
  SetShellVarContext current
  System::Call 'kernel32::SetErrorMode(i 0x8001)'
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/LANGUAGE=" $1
  ${If} $1 == "kk"
    StrCpy $LANGUAGE ${LANG_KAZAKH}
  ${ElseIf} $1 == "ru"
    StrCpy $LANGUAGE ${LANG_RUSSIAN}
  ${ElseIf} $1 == "en"
    StrCpy $LANGUAGE ${LANG_ENGLISH}
  ${Else}
    !insertmacro MUI_LANGDLL_DISPLAY
  ${EndIf}
  Call ownFolder
FunctionEnd

; Qt 6.11 asks for Windows 10 1809; 17763 is its build. (A 32-bit Windows does not start this setup at all.)
; Not in .onInit: there the texts are not yet those of the chosen language.
Function checkWindows
  ${IfNot} ${AtLeastBuild} 17763
    !insertmacro Refuse 8 "$(OLD_WINDOWS)"
  ${EndIf}
FunctionEnd

; A folder with files of others gets one of our own in it: nothing of theirs is ever overwritten or removed.
Function ownFolder
  ${If} ${FileExists} "$INSTDIR\start"
  ${OrIf} ${FileExists} "$INSTDIR\dlschool.exe"
  ${OrIf} ${FileExists} "$INSTDIR\programs\.new-setup\*.*"
    Return
  ${EndIf}
  FindFirst $0 $1 "$INSTDIR\*"
  ${DoWhile} $1 != ""
    ${If} $1 != "."
    ${AndIf} $1 != ".."
    ${AndIf} $1 != "setup.log"
      StrCpy $2 $INSTDIR 1 -1
      ${If} $2 == "\"
        StrCpy $INSTDIR $INSTDIR -1
      ${EndIf}
      StrCpy $INSTDIR "$INSTDIR\dlschool"
      ${ExitDo}
    ${EndIf}
    FindNext $0 $1
  ${Loop}
  FindClose $0
FunctionEnd

; The page is left only for a folder that can be written.
Function folderChosen
  Call ownFolder
  Call canWrite
  ${If} $0 != "yes"
    MessageBox MB_OK|MB_ICONEXCLAMATION "$(NO_WRITING)"
    Abort
  ${EndIf}
FunctionEnd

; $0: "yes", if a file could be written there.
Function canWrite
  StrCpy $0 "no"
  ClearErrors
  CreateDirectory "$INSTDIR\programs"
  FileOpen $1 "$INSTDIR\programs\.new-probe" w
  ${IfNot} ${Errors}
    FileWrite $1 "dlschool"
    FileClose $1
    ${IfNot} ${Errors}
      StrCpy $0 "yes"
    ${EndIf}
    Delete "$INSTDIR\programs\.new-probe"
  ${EndIf}
FunctionEnd

; $Before: the version in use, if there is one. A newer one is left alone.
Function readStart
  StrCpy $Before ""
  StrCpy $Older ""
  ClearErrors
  FileOpen $1 "$INSTDIR\start" r
  ${IfNot} ${Errors}
    ${Do}
      ClearErrors
      FileRead $1 $2
      ${If} ${Errors}
        ${ExitDo}
      ${EndIf}
      ${TrimNewLines} "$2" $2
      StrCpy $3 $2 8
      ${If} $3 == "current="
        StrCpy $Before $2 "" 8
      ${EndIf}
      StrCpy $3 $2 7
      ${If} $3 == "before="
        StrCpy $Older $2 "" 7
      ${EndIf}
    ${Loop}
    FileClose $1
  ${EndIf}
  ${IfNot} ${FileExists} "$INSTDIR\programs\$Before\pythonw.exe"
    StrCpy $Before ""
  ${EndIf}
  ${IfNot} ${FileExists} "$INSTDIR\programs\$Older\pythonw.exe"
    StrCpy $Older ""
  ${EndIf}
FunctionEnd

Function refuseNewer
  ${If} $Before != ""
    ${VersionCompare} "$Before" "${VERSION}" $1
    ${If} $1 == 1
      StrCpy $0 $Before
      !insertmacro Refuse 5 "$(NEWER)"
    ${EndIf}
  ${EndIf}
FunctionEnd

; The program, and 100 MB more: it is checked in a folder of its own, and a disk should not end up full.
Function refuseSmallDisk
  System::Call 'kernel32::GetDiskFreeSpaceExW(w "$INSTDIR", *l .r1, p 0, p 0) i .r2'
  ${If} $2 <> 0
    System::Int64Op $1 / 1048576
    Pop $1
    IntOp $0 ${SIZE} / 1024
    IntOp $0 $0 + 100
    ${If} $1 < $0
      RMDir "$INSTDIR\programs"
      RMDir "$INSTDIR"
      !insertmacro Refuse 6 "$(NO_SPACE)"
    ${EndIf}
  ${EndIf}
FunctionEnd
