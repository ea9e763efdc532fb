#Requires -Version 7.4
<#
.SYNOPSIS
    Whether a long list of jobs comes as it is read: the first job is written before the second page is asked for.
#>
param([int] $Count = 10000)

$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot '../Pester/JobFixture.ps1')
$service = Start-ScriptedService {
    param($asked, $body, $state)
    $size = if ($asked -match 'limit=(\d+)') { [int] $Matches[1] } else { 20 }
    $start = if ($asked -match 'after=job(\d+)') { [int] $Matches[1] + 1 } else { 0 }
    $end = [math]::Min($start + $size, $state.Count) - 1
    $jobs = foreach ($number in $start..$end) { "{`"id`":`"job$number`",`"status`":`"succeeded`",`"model`":`"m`"}" }
    return "{`"object`":`"list`",`"has_more`":$(($end + 1 -lt $state.Count).ToString().ToLower()),`"data`":[$($jobs -join ',')]}"
} @{ Count = $Count }
try {
    $null = Connect-FineTune -Provider Compatible -BaseUri $service.Uri -ApiKey key
    $pagesAtFirst = $null
    $clock = [Diagnostics.Stopwatch]::StartNew()
    $jobs = Get-FineTune | ForEach-Object {
        if ($null -eq $pagesAtFirst) { $pagesAtFirst = $service.Requests.Count; $first = $clock.Elapsed }
        $_.Id
    }
    [pscustomobject]@{
        Jobs         = $jobs.Count
        Pages        = $service.Requests.Count
        PagesAtFirst = $pagesAtFirst
        FirstMs      = [math]::Round($first.TotalMilliseconds)
        AllSeconds   = [math]::Round($clock.Elapsed.TotalSeconds, 2)
    }
    if ($jobs.Count -ne $Count) { throw "$($jobs.Count) jobs came, and $Count are there." }
    if ($pagesAtFirst -ne 1) { throw "$pagesAtFirst pages were asked for before the first job was written." }
}
finally {
    Get-FineTuneConnection | Disconnect-FineTune
    Stop-ScriptedService $service
}
