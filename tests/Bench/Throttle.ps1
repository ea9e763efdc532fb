#Requires -Version 7.4
<#
.SYNOPSIS
    How much faster many prompts are answered when requests overlap. Both runs are of one process and one server, which
    takes 50 ms for an answer; only their ratio counts, because machines differ.
#>
param(
    [int] $Count = 200,
    [int] $ThrottleLimit = 16,
    [double] $AtLeast = 12
)

$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot '../Pester/ScriptedServer.ps1')
$server = Connect-ScriptedServer
try {
    $prompts = 1..$Count | ForEach-Object { "slow:50 $_" }
    $null = $prompts[0..15] | Invoke-FineTunedCompletion -Model m -ThrottleLimit $ThrottleLimit
    $times = foreach ($limit in 1, $ThrottleLimit) {
        $clock = [Diagnostics.Stopwatch]::StartNew()
        $answers = $prompts | Invoke-FineTunedCompletion -Model m -ThrottleLimit $limit
        $clock.Elapsed.TotalSeconds
        if (Compare-Object $answers.Prompt $prompts -SyncWindow 0) { throw "With -ThrottleLimit $limit the answers are out of order." }
    }
    $ratio = $times[0] / $times[1]
    [pscustomobject]@{
        Prompts         = $Count
        OneByOneSeconds = [math]::Round($times[0], 2)
        OverlapSeconds  = [math]::Round($times[1], 2)
        Ratio           = [math]::Round($ratio, 1)
        AtLeast         = $AtLeast
    }
    if ($ratio -lt $AtLeast) { throw "-ThrottleLimit $ThrottleLimit was $([math]::Round($ratio, 1)) times as fast; at least $AtLeast is needed." }
}
finally {
    Disconnect-FineTune
    $server.Dispose()
}
