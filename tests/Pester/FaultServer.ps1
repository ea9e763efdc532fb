# The local engine behind a server whose requests meet faults, in a process of its own (tests/FaultServer).
# A fault is a hashtable: Kind (ResetBefore, ResetAfter, CutBody, Answer, AnswerAfter, Delay), Method, Path, Status, Body,
# Headers, Delay. Each is met by the first request that it is meant for.

function Start-FaultServer([string] $StatePath, [hashtable[]] $Fault = @()) {
    $project = Join-Path $PSScriptRoot '../FaultServer'
    $program = Get-ChildItem (Join-Path $project 'bin/*/net10.0/OpenAIFineTune.FaultServer.dll') -ErrorAction Ignore |
        Sort-Object LastWriteTime | Select-Object -Last 1
    if (-not $program) { throw "Build $project first." }
    $null = New-Item $StatePath -ItemType Directory -Force
    $faults = Join-Path $StatePath 'faults.json'
    $log = Join-Path $StatePath 'requests.jsonl'
    ConvertTo-Json @($Fault) -Depth 5 | Set-Content $faults
    $start = [Diagnostics.ProcessStartInfo]::new('dotnet', @($program.FullName, (Join-Path $StatePath 'engine'), $faults, $log))
    $start.RedirectStandardInput = $true
    $start.RedirectStandardOutput = $true
    $process = [Diagnostics.Process]::Start($start)
    [pscustomobject]@{ BaseUri = $process.StandardOutput.ReadLine(); Process = $process; LogPath = $log }
}

# Ends a server and gives the requests that it got: Method, Path, Headers, Size, Fault.
function Stop-FaultServer($Server) {
    $Server.Process.StandardInput.Close()
    $null = $Server.Process.WaitForExit(20000)
    if (Test-Path $Server.LogPath) { Get-Content $Server.LogPath | ConvertFrom-Json }
}
