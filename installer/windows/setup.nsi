; The setup for Windows: one person's installation, without an administrator. Built by setup.py, which
; defines VERSION, NUMBERS (a.b.c.d), SIZE (KB), TREE, LAUNCHERS, ICONS, OUT.
;
; Exit codes (/S): 0 installed; 3 the program did not pass its check; 4 it is open; 5 a newer one is there;
; 6 no space; 7 the folder cannot be written; 8 Windows is too old; 9 files could not be put in place.
; /LANGUAGE=kk|ru|en chooses the language, /D=FOLDER (last, without quotes) the place.
; What /S has to say stands in setup.log of the folder, or of %TEMP% where there is none.

Unicode true
Target amd64-unicode
!ifdef QUICK
SetCompressor /SOLID zlib
!else
SetCompressor /SOLID lzma
SetCompressorDictSize 64
!endif
RequestExecutionLevel user
ManifestDPIAware true
ManifestSupportedOS Win10
CRCCheck force
AllowSkipFiles off
ShowInstDetails nevershow
ShowUninstDetails nevershow

!include MUI2.nsh
!include LogicLib.nsh
!include FileFunc.nsh
!include TextFunc.nsh
!include WordFunc.nsh
!include WinVer.nsh
!include Win\COM.nsh
!include Win\Propkey.nsh

!define KEY "Software\dlschool"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\dlschool"
!define CLASSES "Software\Classes"

Name "dlschool"
OutFile "${OUT}"
BrandingText "dlschool ${VERSION}"
InstallDir "$LOCALAPPDATA\Programs\dlschool"
InstallDirRegKey HKCU "${UNINSTALL}" "InstallLocation"
Icon "${ICONS}/dlschool.ico"

Var Data    ; where the school's data lie
Var Before  ; the version that `start` names, if its tree is there
Var Older   ; the version to go back to
Var Told    ; what the last page says

!define MUI_ICON "${ICONS}/dlschool.ico"
!define MUI_UNICON "${ICONS}/dlschool.ico"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${ICONS}/side.bmp"
!define MUI_UNWELCOMEFINISHPAGE_BITMAP "${ICONS}/side.bmp"
!define MUI_LANGDLL_REGISTRY_ROOT HKCU
!define MUI_LANGDLL_REGISTRY_KEY "${KEY}"
!define MUI_LANGDLL_REGISTRY_VALUENAME "Language"
!define MUI_LANGDLL_ALLLANGUAGES
!define MUI_LANGDLL_WINDOWTITLE "dlschool"
!define MUI_LANGDLL_INFO "Тілді таңдаңыз. Выберите язык. Select a language."
!define MUI_ABORTWARNING
!define MUI_CUSTOMFUNCTION_GUIINIT checkWindows
!define MUI_CUSTOMFUNCTION_UNGUIINIT un.check
!define MUI_FINISHPAGE_TITLE_3LINES
!define MUI_FINISHPAGE_TEXT "$Told"
!define MUI_FINISHPAGE_TEXT_LARGE
!define MUI_FINISHPAGE_RUN "$INSTDIR\dlschool.exe"
!define MUI_FINISHPAGE_RUN_TEXT "$(OPEN_PROGRAM)"

!define MUI_PAGE_CUSTOMFUNCTION_LEAVE folderChosen
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH

!define MUI_UNCONFIRMPAGE_TEXT_TOP "$(CONFIRM_TOP)"
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!define MUI_FINISHPAGE_TITLE_3LINES
!define MUI_FINISHPAGE_TEXT "$(DATA_STAY)"
!define MUI_FINISHPAGE_TEXT_LARGE
!insertmacro MUI_UNPAGE_FINISH

!insertmacro MUI_LANGUAGEEX "${LANGUAGES}" "Kazakh"
!insertmacro MUI_LANGUAGE "Russian"
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_RESERVEFILE_LANGDLL
!include "${LANGUAGES}/texts.nsh"

VIProductVersion "${NUMBERS}"
!macro Details Language Description
  VIAddVersionKey /LANG=${Language} "ProductName" "dlschool"
  VIAddVersionKey /LANG=${Language} "CompanyName" "dlschool"
  VIAddVersionKey /LANG=${Language} "LegalCopyright" "Apache License 2.0"
  VIAddVersionKey /LANG=${Language} "FileDescription" "${Description}"
  VIAddVersionKey /LANG=${Language} "FileVersion" "${VERSION}"
  VIAddVersionKey /LANG=${Language} "ProductVersion" "${VERSION}"
!macroend
!insertmacro Details ${LANG_KAZAKH} "${NAME_KK}"
!insertmacro Details ${LANG_RUSSIAN} "${NAME_RU}"
!insertmacro Details ${LANG_ENGLISH} "${NAME_EN}"

!include "${SOURCE}/common.nsh"
!include "${SOURCE}/checks.nsh"
!include "${SOURCE}/install.nsh"
!include "${SOURCE}/uninstall.nsh"
