# Starts the PowerShell that runs this a second time. As a .NET tool its program is dotnet, and pwsh need not be on PATH.
$PowerShellProgram = [Environment]::ProcessPath
$PowerShellStart = @(if ((Split-Path $PowerShellProgram -LeafBase) -eq 'dotnet') { Join-Path $PSHOME 'pwsh.dll' })

function Invoke-NewPowerShell {
    & $PowerShellProgram @PowerShellStart -NoProfile -NonInteractive @args
}

# The same beside the caller, as a process to wait for or to end; what it prints stays in a pipe of some 64 KB.
# Not by Start-Process, whose redirection ends the caller too when the process is killed while it prints.
function Start-NewPowerShell([string] $Script) {
    $start = [Diagnostics.ProcessStartInfo]::new($PowerShellProgram)
    $start.RedirectStandardOutput = $true
    foreach ($argument in @($PowerShellStart) + '-NoProfile', '-NonInteractive', '-Command', $Script) {
        $start.ArgumentList.Add($argument)
    }
    [Diagnostics.Process]::Start($start)
}
