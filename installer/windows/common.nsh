; What the setup and the uninstaller share.

; One line of UTF-16 for whoever reads the log of a silent setup.
!macro Log Text
  Push "${Text}"
  Call writeLog
!macroend

; Says the text, or logs it when silent, and ends with the code; nothing after it is done.
!macro Refuse Code Text
  SetErrorLevel ${Code}
  ${If} ${Silent}
    !insertmacro Log "${Text}"
    Quit
  ${EndIf}
  MessageBox MB_OK|MB_ICONSTOP "${Text}"
  Quit
!macroend

Function writeLog
  Exch $0
  Push $1
  StrCpy $1 "$INSTDIR\setup.log"
  ${IfNot} ${FileExists} "$INSTDIR\*.*"
    StrCpy $1 "$TEMP\dlschool-setup.log"
  ${EndIf}
  Push $2
  ClearErrors
  FileOpen $2 "$1" a
  ${IfNot} ${Errors}
    FileSeek $2 0 END
    FileWriteUTF16LE /BOM $2 "$0$\r$\n"
    FileClose $2
  ${EndIf}
  Pop $2
  Pop $1
  Pop $0
FunctionEnd

!macro NoShortcut Name
  Delete "$SMPROGRAMS\${Name}.lnk"
  Delete "$DESKTOP\${Name}.lnk"
!macroend

!macro Shared un

; $0: "" or the path of a program of this folder that is running.
Function ${un}openProgram
  Push $1
  Push $2
  StrCpy $0 ""
  Push "$INSTDIR\dlschool.exe"
  Call ${un}whenHeld
  Push "$INSTDIR\dlschool-cmd.exe"
  Call ${un}whenHeld
  FindFirst $1 $2 "$INSTDIR\programs\*"
  ${DoWhile} $2 != ""
    Push "$INSTDIR\programs\$2\pythonw.exe"
    Call ${un}whenHeld
    Push "$INSTDIR\programs\$2\python.exe"
    Call ${un}whenHeld
    FindNext $1 $2
  ${Loop}
  FindClose $1
  Pop $2
  Pop $1
FunctionEnd

; Windows lets nobody write a program that runs. Puts the path into $0 if that is so.
Function ${un}whenHeld
  Exch $1
  Push $2
  ${If} ${FileExists} "$1"
    ClearErrors
    FileOpen $2 "$1" a
    ${If} ${Errors}
      StrCpy $0 "$1"
    ${Else}
      FileClose $2
    ${EndIf}
  ${EndIf}
  Pop $2
  Pop $1
FunctionEnd

; Until the program is closed; a silent setup ends with 4, and so does one who does not want to close it.
Function ${un}askToClose
  ${Do}
    Call ${un}openProgram
    ${If} $0 == ""
      ${ExitDo}
    ${EndIf}
    SetErrorLevel 4
    !if "${un}" == ""
      ${If} ${Silent}
        !insertmacro Log "$(RUNNING)"
      ${EndIf}
    !endif
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(RUNNING)" /SD IDCANCEL IDRETRY again
      Quit
    again:
  ${Loop}
FunctionEnd

; The shortcuts of every language: the one before may have been installed in another.
Function ${un}noShortcuts
  !insertmacro NoShortcut "${NAME_KK}"
  !insertmacro NoShortcut "${NAME_RU}"
  !insertmacro NoShortcut "${NAME_EN}"
FunctionEnd
!macroend

!insertmacro Shared ""
!insertmacro Shared "un."
