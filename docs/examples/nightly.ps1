#Requires -Version 7.4
<#
.SYNOPSIS
    Trains a model again when its data changed, and puts it into use only if it is better. For a scheduler; see nightly.md.
.DESCRIPTION
    Can be killed at any point and run again, and run as often as one likes: the same data are never paid for twice.
    Which model is in use is in -StateFile, as CurrentModel.

    Exit codes: 0 done, or nothing to do; 1 something went wrong, the next run tries again; 2 still training, the next run
    goes on waiting; 3 the training failed, the data need a look; 4 another run is at work.
    A state file that can't be locked for another reason, such as a folder that is missing, is 1.
.EXAMPLE
    pwsh ./nightly.ps1 -Path ./tickets.csv -PromptProperty Question -CompletionProperty Team -Local
    Trains with the local engine.
.EXAMPLE
    pwsh ./nightly.ps1 -Path ./tickets.csv -PromptProperty Question -CompletionProperty Team -Model gpt-4.1-mini-2025-04-14 -TimeoutMinutes 240
    Trains with the service that OPENAI_API_KEY belongs to.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $Path,
    [Parameter(Mandatory)] [string] $PromptProperty,
    [Parameter(Mandatory)] [string] $CompletionProperty,
    [string] $Model = 'local-baseline',
    [string] $Suffix = 'nightly',
    [string] $StateFile = './nightly.state.json',
    [double] $TimeoutMinutes = 120,
    [switch] $Local,
    [string] $StatePath,
    # Trains once more on data whose training failed.
    [switch] $Retry
)

$ErrorActionPreference = 'Stop'
# Where the script lies beside its module, that one; copied away, the installed one.
$beside = Join-Path $PSScriptRoot '../../OpenAIFineTune.psd1'
Import-Module ((Test-Path -LiteralPath $beside) ? $beside : 'OpenAIFineTune')

function Write-Line([string] $Text) {
    "$(Get-Date -Format 's') $Text"
}

function Read-State {
    $state = @{ CurrentModel = $null; CurrentLoss = $null; DoneWith = $null; ToRemove = @() }
    if (Test-Path -LiteralPath $StateFile) {
        $saved = Get-Content -LiteralPath $StateFile -Raw | ConvertFrom-Json -AsHashtable
        foreach ($name in $saved.Keys) { $state[$name] = $saved[$name] }
    }
    $state
}

# Under another name first: the file is always whole, whenever the power goes.
function Save-State([hashtable] $State) {
    $State | ConvertTo-Json | Set-Content -LiteralPath "$StateFile.new"
    [IO.File]::Move("$StateFile.new", $StateFile, $true)
}

# What decides the model: the bytes of the data, the columns that are taken, the base model and the suffix.
function Get-Key {
    $parts = (Get-FileHash -LiteralPath $Path).Hash, $PromptProperty, $CompletionProperty, $Model, $Suffix | ConvertTo-Json -Compress
    $hash = [Security.Cryptography.SHA256]::HashData([Text.Encoding]::UTF8.GetBytes($parts))
    [Convert]::ToHexString($hash).Substring(0, 32)
}

# The newest job on these data, also one whose training failed. The note is what makes a second run find the first one's job.
function Find-Job([string] $Key) {
    Get-FineTune -Metadata @{ nightly = $Key } | Select-Object -First 1
}

# The same data give the same files again, which are then left as they are.
function Get-Data {
    ConvertTo-FineTuneJsonl -LiteralPath $Path -PromptProperty $PromptProperty -CompletionProperty $CompletionProperty `
        -OutputPath "$StateFile.data" -Force -ErrorAction Continue
}

function New-Job([string] $Key) {
    Get-Data | New-FineTune -Model $Model -Suffix $Suffix -Metadata @{ nightly = $Key } -ReuseExisting
}

# The loss at the last step at which the validation examples were measured; all of them, where the service tells that.
# Nothing where the service keeps no results.
function Get-Loss($Job) {
    $steps = @()
    try { $steps = @(Get-FineTuneResult $Job) }
    catch { if ($_.FullyQualifiedErrorId -notmatch '^(ResultNotReady|NotFound),') { throw } }
    $all = $steps | ForEach-Object { $_.AdditionalMetrics['full_valid_loss'] } | Where-Object { $null -ne $_ }
    if (-not $all) { $all = $steps.ValidLoss | Where-Object { $null -ne $_ } }
    $all | Select-Object -Last 1
}

# How often a model is right on the validation examples: the share of right labels, or of shared words in free text.
function Get-Score([string] $Name, [string] $ValidationFile) {
    $measured = Measure-FineTunedModel -Model $Name -Path $ValidationFile
    $measured.Accuracy ?? $measured.WordF1
}

# True for the better model, false for the worse one; nothing where that can't be known, and then both stay.
function Test-IsBetter([string] $Name, [hashtable] $State, $Loss) {
    if ($null -ne $Loss -and $null -ne $State.CurrentLoss) { return $Loss -lt $State.CurrentLoss }
    try {
        $file = (Get-Data).ValidationFile
        $scores = $Name, $State.CurrentModel | ForEach-Object { Get-Score $_ $file }
        Write-Line ('There are no losses to compare. Right are {0:P1} of the new answers and {1:P1} of the old.' -f $scores) | Out-Host
        $scores[0] -gt $scores[1]
    }
    catch { Write-Line "$Name can't be compared with $($State.CurrentModel): $_" | Out-Host }
}

function Remove-OldModel([hashtable] $State) {
    foreach ($name in @($State.ToRemove)) {
        try { Remove-FineTunedModel $name -Confirm:$false }
        catch { if ($_.FullyQualifiedErrorId -notlike 'NotFound,*') { throw } }
        Write-Line "Removed the model $name."
        $State.ToRemove = @($State.ToRemove | Where-Object { $_ -ne $name })
        Save-State $State
    }
}

function Invoke-Nightly {
    $place = $StatePath ? @{ StatePath = $StatePath } : @{}
    if ($Local) { $null = Connect-FineTune -Local @place }

    $state = Read-State
    Remove-OldModel $state

    $key = Get-Key
    if ($state.DoneWith -eq $key) { Write-Line 'The data have not changed.'; return }

    $job = Find-Job $key
    if (-not $job -or ($Retry -and $job.Status.Stage -in 'Failed', 'Cancelled')) {
        $job = New-Job $key
        Write-Line "Started the job $($job.Id)."
    }

    $job = Wait-FineTune $job -Timeout ([timespan]::FromMinutes($TimeoutMinutes))
    if ($job.Status.Stage -ne 'Succeeded') { throw "The job $($job.Id) was $($job.Status)." }

    $loss = Get-Loss $job
    $isBetter = $state.CurrentModel ? (Test-IsBetter $job.FineTunedModel $state $loss) : $true
    $old = if ($isBetter) { $state.CurrentModel } elseif ($isBetter -eq $false) { $job.FineTunedModel }
    if ($isBetter) {
        $state.CurrentModel = $job.FineTunedModel
        $state.CurrentLoss = $loss
    }

    # One write decides: before it the old model is in use, after it the new one, and what goes is noted with it.
    $state.ToRemove = @($state.ToRemove) + @($old | Where-Object { $_ -and $_ -ne $state.CurrentModel })
    $state.DoneWith = $key
    Save-State $state
    Write-Line "$($job.FineTunedModel) has a validation loss of $($loss ?? 'unknown size'); in use is $($state.CurrentModel)."
    Remove-OldModel $state
}

$StateFile = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($StateFile)

# While the file is open, another run can't open it. All other reasons (no folder, no right to write) are failures.
$heldByAnother = -2147024864, 11, 35    # Windows' sharing violation; EWOULDBLOCK of Linux and of macOS
try { $lock = [IO.File]::Open("$StateFile.lock", 'OpenOrCreate', 'ReadWrite', 'None') }
catch {
    $reason = $_.Exception.GetBaseException()
    if ($reason.HResult -in $heldByAnother) { Write-Line 'Another run is at work.'; exit 4 }
    Write-Line "$StateFile can't be locked: $($reason.Message)"
    exit 1
}

try {
    Invoke-Nightly
    exit 0
}
catch {
    Write-Line "$_"
    exit ($_.FullyQualifiedErrorId -like 'WaitTimedOut,*' ? 2 : $_.FullyQualifiedErrorId -like 'FineTuneFailed,*' ? 3 : 1)
}
finally {
    $lock.Dispose()
}
