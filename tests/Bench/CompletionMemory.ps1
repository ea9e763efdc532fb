#Requires -Version 7.4
<#
.SYNOPSIS
    Whether the memory of a long run of prompts stays flat: the peak of 10,000 prompts against that of 1,000, each in a
    process of its own, with the answers recorded.
#>
param(
    [int] $Count = 10000,
    [double] $AtMostMegabytes = 64
)

$ErrorActionPreference = 'Stop'
. $PSScriptRoot/../NewPowerShell.ps1
$run = {
    param($count, $folder)
    . (Join-Path $folder '../Pester/ScriptedServer.ps1')
    $server = Connect-ScriptedServer
    $server.KeepsRequests = $false
    $path = Join-Path ([IO.Path]::GetTempPath()) "answers-$(New-Guid).jsonl"
    try {
        1..$count | ForEach-Object { "p$_" } |
            Invoke-FineTunedCompletion -Model m -ThrottleLimit 16 -OutputPath $path | Out-Null
        [GC]::Collect()
        (Get-Process -Id $PID).PeakWorkingSet64 / 1MB
    }
    finally {
        Remove-Item $path -ErrorAction Ignore
        $server.Dispose()
    }
}
$peaks = foreach ($prompts in ($Count / 10), $Count) {
    [double] (Invoke-NewPowerShell -Command "& { $run } $prompts '$PSScriptRoot'")
}
[pscustomobject]@{
    Prompts       = $Count
    PeakOfATenth  = [math]::Round($peaks[0])
    Peak          = [math]::Round($peaks[1])
    MoreMegabytes = [math]::Round($peaks[1] - $peaks[0])
    AtMost        = $AtMostMegabytes
}
if ($peaks[1] - $peaks[0] -gt $AtMostMegabytes) { throw 'The memory grows with the number of prompts.' }
