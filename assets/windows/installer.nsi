; The installer of the Windows program, made by build.sh:
;   makensis -DVERSION=x.y.z -DPROGRAM=tingsu.exe -DLAUNCHER=tingsu.com -DICON=tingsu.ico -DLICENCE=LICENSE
;            -DFONT_LICENCE=OFL.txt -DOUT=Tingsu-Setup-x.y.z.exe installer.nsi
;
; For one person, without administrator rights. Silent: /S, the folder by /D=C:\Folder (last, without quotes),
; no desktop shortcut by /NODESKTOP, start with Windows by /AUTOSTART. Exit codes: 0 done, 1 cancelled, 2 not possible,
; 3 the program runs. Silent uninstall: uninstall.exe /S, which always keeps the data.
; Repair is installing the same version once more.

Unicode true
Target amd64-unicode
SetCompressor /SOLID lzma
ManifestDPIAware true
ManifestSupportedOS Win10
RequestExecutionLevel user

!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh

!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Tingsu"
!define RUN "Software\Microsoft\Windows\CurrentVersion\Run"
; Where the program keeps its data, unless told otherwise.
!define DATA "$LOCALAPPDATA\Tingsu"

Name "听诉"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\Tingsu"
InstallDirRegKey HKCU "${KEY}" "InstallLocation"
BrandingText "听诉 ${VERSION}"
ShowInstDetails nevershow
ShowUninstDetails nevershow

VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=2052 "ProductName" "听诉"
VIAddVersionKey /LANG=2052 "FileDescription" "听诉安装程序"
VIAddVersionKey /LANG=2052 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "LegalCopyright" "MIT"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
; Drawn by icon.sh; makensis looks beside this file.
!define MUI_WELCOMEFINISHPAGE_BITMAP "side.bmp"
!define MUI_ABORTWARNING
!define MUI_WELCOMEPAGE_TITLE "安装听诉 ${VERSION}"
!define MUI_WELCOMEPAGE_TEXT "听诉是物业服务中心前台的投诉受理程序，只在本机工作，不用网络，也不需要管理员权限。$\r$\n$\r$\n升级或修复时，已有的数据原样保留。$\r$\n$\r$\n请先关闭正在运行的听诉，再单击“下一步”。"
!define MUI_FINISHPAGE_RUN "$INSTDIR\tingsu.exe"
!define MUI_FINISHPAGE_RUN_TEXT "现在打开听诉"
!define MUI_COMPONENTSPAGE_SMALLDESC
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_COMPONENTS
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"

; Windows lets nobody write to a program that runs. Asks again until it is closed or the person gives up.
!macro RefuseWhileRunning
    retry:
    IfFileExists "$INSTDIR\tingsu.exe" 0 closed
    ClearErrors
    FileOpen $0 "$INSTDIR\tingsu.exe" a
    ${If} ${Errors}
        MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "听诉正在运行。请先关闭听诉的窗口，再单击“重试”。没有改动任何文件。" /SD IDCANCEL IDRETRY retry
        SetErrorLevel 3
        Quit
    ${EndIf}
    FileClose $0
    closed:
!macroend

Section "听诉（必需）" section_program
    SectionIn RO
    !insertmacro RefuseWhileRunning
    SetOutPath "$INSTDIR"
    ClearErrors
    File "/oname=tingsu.exe" "${PROGRAM}"
    File "/oname=tingsu.com" "${LAUNCHER}"
    File "/oname=LICENSE.txt" "${LICENCE}"
    File "/oname=OFL.txt" "${FONT_LICENCE}"
    WriteUninstaller "$INSTDIR\uninstall.exe"
    ${If} ${Errors}
        MessageBox MB_OK|MB_ICONSTOP "程序文件写不进“$INSTDIR”。请换一个文件夹再安装。数据没有改动。" /SD IDOK
        SetErrorLevel 2
        Quit
    ${EndIf}
    CreateShortcut "$SMPROGRAMS\听诉.lnk" "$INSTDIR\tingsu.exe"
    ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
    WriteRegStr HKCU "${KEY}" "DisplayName" "听诉"
    WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
    WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\tingsu.exe"
    WriteRegStr HKCU "${KEY}" "Publisher" "听诉"
    WriteRegStr HKCU "${KEY}" "InstallLocation" "$INSTDIR"
    WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
    WriteRegStr HKCU "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
    WriteRegDWORD HKCU "${KEY}" "EstimatedSize" "$0"
    WriteRegDWORD HKCU "${KEY}" "NoModify" 1
    ; Written again by its section when it is ticked.
    DeleteRegValue HKCU "${RUN}" "Tingsu"
SectionEnd

Section "桌面快捷方式" section_desktop
    CreateShortcut "$DESKTOP\听诉.lnk" "$INSTDIR\tingsu.exe"
SectionEnd

Section /o "开机时自动打开" section_autostart
    WriteRegStr HKCU "${RUN}" "Tingsu" '"$INSTDIR\tingsu.exe"'
SectionEnd

Function .onInit
    ${GetParameters} $0
    ClearErrors
    ${GetOptions} $0 "/NODESKTOP" $1
    ${IfNot} ${Errors}
        !insertmacro UnselectSection ${section_desktop}
    ${EndIf}
    ClearErrors
    ${GetOptions} $0 "/AUTOSTART" $1
    ${IfNot} ${Errors}
        !insertmacro SelectSection ${section_autostart}
    ${EndIf}
    ; An update leaves the start with Windows as it was set.
    ReadRegStr $1 HKCU "${RUN}" "Tingsu"
    ${If} $1 != ""
        !insertmacro SelectSection ${section_autostart}
    ${EndIf}
FunctionEnd

Section "un.听诉（必需）" section_unprogram
    SectionIn RO
    !insertmacro RefuseWhileRunning
    Delete "$SMPROGRAMS\听诉.lnk"
    Delete "$DESKTOP\听诉.lnk"
    DeleteRegValue HKCU "${RUN}" "Tingsu"
    DeleteRegKey HKCU "${KEY}"
    Delete "$INSTDIR\tingsu.exe"
    Delete "$INSTDIR\tingsu.com"
    Delete "$INSTDIR\LICENSE.txt"
    Delete "$INSTDIR\OFL.txt"
    Delete "$INSTDIR\uninstall.exe"
    ; Only when it is empty: nobody knows what else lies in a folder of one's own choice.
    RMDir "$INSTDIR"
SectionEnd

; Never ticked by itself, and asks twice.
Section /o "un.同时删除本机的全部受理数据和备份" section_undata
    MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "要删除“${DATA}”里的全部受理单、设置、备份和日志吗？文档里的听诉文件夹（已打印的表格）会留下。" /SD IDNO IDNO keep
    MessageBox MB_YESNO|MB_ICONSTOP|MB_DEFBUTTON2 "再确认一次：删除后无法恢复。确定删除全部数据吗？" /SD IDNO IDNO keep
    RMDir /r "${DATA}"
    keep:
SectionEnd

Function un.onInit
    ; Silent uninstalling keeps the data, whatever was said on the command line.
    ${If} ${Silent}
        !insertmacro UnselectSection ${section_undata}
    ${EndIf}
FunctionEnd

!insertmacro MUI_FUNCTION_DESCRIPTION_BEGIN
    !insertmacro MUI_DESCRIPTION_TEXT ${section_program} "程序本身和命令行入口"
    !insertmacro MUI_DESCRIPTION_TEXT ${section_desktop} "在桌面上放一个听诉图标"
    !insertmacro MUI_DESCRIPTION_TEXT ${section_autostart} "登录 Windows 后自动打开听诉"
!insertmacro MUI_FUNCTION_DESCRIPTION_END
!insertmacro MUI_UNFUNCTION_DESCRIPTION_BEGIN
    !insertmacro MUI_DESCRIPTION_TEXT ${section_unprogram} "程序、快捷方式和注册信息"
    !insertmacro MUI_DESCRIPTION_TEXT ${section_undata} "不勾选时数据全部保留，重新安装后接着用"
!insertmacro MUI_UNFUNCTION_DESCRIPTION_END
