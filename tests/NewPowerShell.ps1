# Starts the PowerShell that runs this a second time. As a .NET tool its program is dotnet, and pwsh need not be on PATH.
$PowerShellProgram = [Environment]::ProcessPath
$PowerShellStart = @(if ((Split-Path $PowerShellProgram -LeafBase) -eq 'dotnet') { Join-Path $PSHOME 'pwsh.dll' })

function Invoke-NewPowerShell {
    & $PowerShellProgram @PowerShellStart -NoProfile -NonInteractive @args
}

# The same beside the caller, as a process to wait for or to end.
function Start-NewPowerShell([string] $Script, [string] $OutputPath) {
    $encoded = [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes($Script))
    $arguments = @($PowerShellStart | ForEach-Object { """$_""" }) + '-NoProfile', '-NonInteractive', '-EncodedCommand', $encoded
    Start-Process $PowerShellProgram -ArgumentList $arguments -PassThru -RedirectStandardOutput $OutputPath
}
