#Requires -Version 7.4
<#
.SYNOPSIS
    Trains a model again when its data changed, and puts it into use only if it is better. For a scheduler; see nightly.md.
.DESCRIPTION
    Can be killed at any point and run again, and run as often as one likes: the same data are never paid for twice.
    Which model is in use is in -StateFile, as CurrentModel.

    Exit codes: 0 done, or nothing to do; 1 something went wrong, the next run tries again; 2 still training, the next run
    goes on waiting; 3 the training failed, the data need a look; 4 another run is at work.
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
Import-Module (Join-Path $PSScriptRoot '../../OpenAIFineTune.psd1')

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

# The newest job on these data, also one whose training failed. The note is what makes a second run find the first one's job.
function Find-Job([string] $Key) {
    Get-FineTune -Metadata @{ nightly = $Key } | Select-Object -First 1
}

function New-Job([string] $Key) {
    $data = ConvertTo-FineTuneJsonl -LiteralPath $Path -PromptProperty $PromptProperty -CompletionProperty $CompletionProperty `
        -OutputPath "$StateFile.data" -Force -ErrorAction Continue
    $data | New-FineTune -Model $Model -Suffix $Suffix -Metadata @{ nightly = $Key } -ReuseExisting
}

# The loss at the last step at which the validation examples were measured; all of them, where the service tells that.
function Get-Loss($Job) {
    $steps = @(Get-FineTuneResult $Job)
    $all = $steps | ForEach-Object { $_.AdditionalMetrics['full_valid_loss'] } | Where-Object { $null -ne $_ }
    if (-not $all) { $all = $steps.ValidLoss | Where-Object { $null -ne $_ } }
    $all | Select-Object -Last 1
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

    # What decides the model: the bytes of the data, the base model and the suffix.
    $key = (Get-FileHash -LiteralPath $Path).Hash.Substring(0, 32) + " $Model $Suffix"
    if ($state.DoneWith -eq $key) { Write-Line 'The data have not changed.'; return }

    $job = Find-Job $key
    if (-not $job -or ($Retry -and $job.Status.Stage -in 'Failed', 'Cancelled')) {
        $job = New-Job $key
        Write-Line "Started the job $($job.Id)."
    }

    $job = Wait-FineTune $job -Timeout ([timespan]::FromMinutes($TimeoutMinutes))
    if ($job.Status.Stage -ne 'Succeeded') { throw "The job $($job.Id) was $($job.Status)." }

    $loss = Get-Loss $job
    # A model that can't be compared neither replaces one in use nor is thrown away.
    $isBetter = -not $state.CurrentModel -or
        ($null -ne $loss -and ($null -eq $state.CurrentLoss -or $loss -lt $state.CurrentLoss))
    $old = if ($isBetter) { $state.CurrentModel } elseif ($null -ne $loss) { $job.FineTunedModel }
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

# While the file is open, another run can't open it.
try { $lock = [IO.File]::Open("$StateFile.lock", 'OpenOrCreate', 'ReadWrite', 'None') }
catch { Write-Line 'Another run is at work.'; exit 4 }

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
