; Putting the program in its place. The order is the promise: until `start` names the new version, whatever
; was there before is what starts; `start` itself is put in place whole.

!define TREE_PLACE "$INSTDIR\programs\${VERSION}"
!define NEW_TREE "$INSTDIR\programs\.new-setup"
!define OLD_TREE "$INSTDIR\programs\.old-setup"
!define REPORT_FILE "$INSTDIR\self-test.txt"

!macro Launcher Name
  File "/oname=.new-${Name}" "${LAUNCHERS}/${Name}"
  System::Call 'kernel32::MoveFileExW(w "$INSTDIR\.new-${Name}", w "$INSTDIR\${Name}", i 9) i .r0'
  ${If} $0 = 0
    Delete "$INSTDIR\.new-${Name}"
    !insertmacro Refuse 9 "$(NOT_PLACED)"
  ${EndIf}
!macroend

!macro FileType Suffix Called
  WriteRegStr HKCU "${CLASSES}\.${Suffix}" "" "dlschool.${Suffix}"
  WriteRegStr HKCU "${CLASSES}\dlschool.${Suffix}" "" "${Called}"
  WriteRegStr HKCU "${CLASSES}\dlschool.${Suffix}\DefaultIcon" "" "$INSTDIR\dlschool.exe,1"
  WriteRegStr HKCU "${CLASSES}\dlschool.${Suffix}\shell\open\command" "" '"$INSTDIR\dlschool.exe" "%1"'
!macroend

Section
  AddSize ${SIZE}
  Call checkWindows
  Call canWrite
  ${If} $0 != "yes"
    !insertmacro Refuse 7 "$(NO_WRITING)"
  ${EndIf}
  Call readStart
  Call refuseNewer
  Call askToClose
  Call refuseSmallDisk
  Call unpack
  Call testProgram
  Call launchers
  Call register
  Call settings
  Call writeStart
  ${If} $R9 != 0
    SetErrorLevel 3
    StrCpy $Told "$R7"
  ${Else}
    SetErrorLevel 0
    StrCpy $Told "$(FINISHED)"
  ${EndIf}
SectionEnd

Function unpack
  RMDir /r "${NEW_TREE}"
  RMDir /r "${OLD_TREE}"
  ClearErrors
  SetOutPath "${NEW_TREE}"
  File /r "${TREE}/*"
  SetOutPath "$INSTDIR"
  ${If} ${Errors}
    RMDir /r "${NEW_TREE}"
    !insertmacro Refuse 9 "$(NOT_PLACED)"
  ${EndIf}
  ${If} ${FileExists} "${TREE_PLACE}\*.*"
    Push "${TREE_PLACE}"
    Push "${OLD_TREE}"
    Call putInPlace
  ${EndIf}
  Push "${NEW_TREE}"
  Push "${TREE_PLACE}"
  Call putInPlace
  RMDir /r "${OLD_TREE}"
FunctionEnd

; Renames (from, to); a virus scanner may hold new files for some seconds.
Function putInPlace
  Pop $1
  Pop $0
  ${For} $2 1 20
    ClearErrors
    Rename "$0" "$1"
    ${IfNot} ${Errors}
      Return
    ${EndIf}
    Sleep 500
  ${Next}
  ${If} ${FileExists} "${OLD_TREE}\*.*"
    Rename "${OLD_TREE}" "${TREE_PLACE}"
  ${EndIf}
  RMDir /r "${NEW_TREE}"
  !insertmacro Refuse 9 "$(NOT_PLACED)"
FunctionEnd

; $R9: 0, or the program did not pass. Over an older version that works, a program that does not pass is
; taken away again; with nothing to go back to it stays, and the person is told.
Function testProgram
  DetailPrint "$(TESTING)"
  SetDetailsPrint none
  Delete "${REPORT_FILE}"
  StrCpy $R8 "$(LANGUAGE)"
  ${If} $R8 == "en"
    StrCpy $R8 "ru"
  ${EndIf}
  ClearErrors
  ExecWait `"${TREE_PLACE}\pythonw.exe" -X utf8 -m dlschool --self-test --report "${REPORT_FILE}" --language $R8` $R9
  ${If} ${Errors}
    StrCpy $R9 1
  ${EndIf}
  SetDetailsPrint both
  ${If} $R9 == 0
    Return
  ${EndIf}
  Call lastLine
  StrCpy $R7 "$(NOT_WHOLE)${ENDL}${ENDL}$1${ENDL}${ENDL}$(REPORT)${REPORT_FILE}"
  ${If} $Before != ""
  ${AndIf} $Before != "${VERSION}"
    RMDir /r "${TREE_PLACE}"
    StrCpy $0 $Before
    !insertmacro Refuse 3 "$R7${ENDL}${ENDL}$(OLD_STAYS)"
  ${EndIf}
  ${If} ${Silent}
    !insertmacro Log "$R7"
  ${Else}
    MessageBox MB_OK|MB_ICONEXCLAMATION "$R7"
  ${EndIf}
FunctionEnd

; $1: the last line of the report, which is a sentence for a person; empty without a report.
!define LAST_LINE "import sys;open(sys.argv[2],'w',encoding='utf-16-le').write([line for line in open(sys.argv[1],encoding='utf-8') if line.strip()][-1].strip()[:900])"

Function lastLine
  StrCpy $1 ""
  InitPluginsDir
  SetDetailsPrint none
  ExecWait `"${TREE_PLACE}\pythonw.exe" -I -c "${LAST_LINE}" "${REPORT_FILE}" "$PLUGINSDIR\last.txt"`
  SetDetailsPrint both
  ClearErrors
  FileOpen $2 "$PLUGINSDIR\last.txt" r
  ${IfNot} ${Errors}
    FileReadUTF16LE $2 $1
    FileClose $2
  ${EndIf}
FunctionEnd


Function launchers
  !insertmacro Launcher "dlschool.exe"
  !insertmacro Launcher "dlschool-cmd.exe"
  WriteUninstaller "$INSTDIR\uninstall.exe"
FunctionEnd

!macro Shortcut Place
  CreateShortcut "${Place}" "$INSTDIR\dlschool.exe" "" "$INSTDIR\dlschool.exe" 0 SW_SHOWNORMAL "" "$(COMMENT)"
  StrCpy $R6 "${Place}"
  Call sameAsWindow
!macroend

; Gives the shortcut $R6 the name under which the program's window stands in the task bar (gui/icons.py):
; a window that is pinned there then starts by this shortcut, not as a bare pythonw.exe.
Function sameAsWindow
  !insertmacro ComHlpr_CreateInProcInstance ${CLSID_ShellLink} ${IID_IShellLink} r0 ""
  ${If} $0 P<> 0
    ${IUnknown::QueryInterface} $0 '("${IID_IPersistFile}",.r1)'
    ${If} $1 P<> 0
      ${IPersistFile::Load} $1 '("$R6", ${STGM_READWRITE})'
      ${IUnknown::QueryInterface} $0 '("${IID_IPropertyStore}",.r2)'
      ${If} $2 P<> 0
        System::Call 'Oleaut32::SysAllocString(w "dlschool") p.r3'
        System::Call '*${SYSSTRUCT_PROPERTYKEY}(${PKEY_AppUserModel_ID})p.r4'
        System::Call '*${SYSSTRUCT_PROPVARIANT}(${VT_BSTR},,p r3)p.r5'
        ${IPropertyStore::SetValue} $2 '($4,$5)'
        System::Call 'Oleaut32::SysFreeString(p r3)'
        System::Free $4
        System::Free $5
        ${IPropertyStore::Commit} $2 ""
        ${IUnknown::Release} $2 ""
        ${IPersistFile::Save} $1 '("$R6", 1)'
      ${EndIf}
      ${IUnknown::Release} $1 ""
    ${EndIf}
    ${IUnknown::Release} $0 ""
  ${EndIf}
FunctionEnd

Function register
  Call noShortcuts
  !insertmacro Shortcut "$SMPROGRAMS\$(SHORTCUT).lnk"
  !insertmacro Shortcut "$DESKTOP\$(SHORTCUT).lnk"
  !insertmacro FileType "dlx" "$(TYPE_DLX)"
  !insertmacro FileType "dlu" "$(TYPE_DLU)"
  ${RefreshShellIcons}
  WriteRegStr HKCU "${KEY}" "Language" "$LANGUAGE"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "$(SHORTCUT)"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\dlschool.exe,0"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "dlschool"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" ${SIZE}
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
FunctionEnd

; The language of the setup is the program's first; whoever has chosen one keeps it.
Function settings
  ${If} $(LANGUAGE) == "en"
  ${OrIf} ${FileExists} "$LOCALAPPDATA\dlschool\settings.json"
    Return
  ${EndIf}
  CreateDirectory "$LOCALAPPDATA\dlschool"
  FileOpen $1 "$LOCALAPPDATA\dlschool\settings.json" w
  FileWrite $1 '{"language": "$(LANGUAGE)"}'
  FileClose $1
FunctionEnd

; Over an older version the new one is on trial, over itself what was there to go back to is kept.
Function writeStart
  ClearErrors
  FileOpen $1 "$INSTDIR\start.new" w
  FileWrite $1 "current=${VERSION}$\n"
  ${If} $Before != ""
  ${AndIf} $Before != "${VERSION}"
    FileWrite $1 "before=$Before$\ntries=0$\n"
  ${ElseIf} $Older != ""
    FileWrite $1 "before=$Older$\n"
  ${EndIf}
  FileClose $1
  System::Call 'kernel32::MoveFileExW(w "$INSTDIR\start.new", w "$INSTDIR\start", i 9) i .r0'
  ${If} $0 = 0
    !insertmacro Refuse 9 "$(NOT_PLACED)"
  ${EndIf}
FunctionEnd
