#Requires -Version 7.4
<#
.SYNOPSIS
    From a spreadsheet to an answered prompt and back, with no account, key or network.
.DESCRIPTION
    Takes tickets.csv (support questions and the team that answered each, with the dirt that real data has) through
    preparation, upload, training, waiting, a question and deletion. Everything is written below -Folder.
#>
[CmdletBinding()]
param(
    [string] $Folder = (Join-Path ([IO.Path]::GetTempPath()) "finetune-quickstart-$PID")
)

$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot '../../OpenAIFineTune.psd1')

function Show([string] $Title) {
    "`n== $Title"
    ($input | Out-String).Trim("`r", "`n")
}

# What the module remembers of uploads also goes below -Folder.
$savedHome = $env:OPENAIFINETUNE_HOME
$env:OPENAIFINETUNE_HOME = Join-Path $Folder 'home'
try {
    Connect-FineTune -Local -StatePath (Join-Path $Folder 'state') | Show 'The connection'

    # 1. Prepare: clean the rows, mark where prompts end, keep a part for validation.
    $null = New-Item $Folder -ItemType Directory -Force
    $dataset = Import-Csv (Join-Path $PSScriptRoot 'tickets.csv') |
        ConvertTo-FineTuneJsonl -PromptProperty Question -CompletionProperty Team -OutputPath (Join-Path $Folder 'tickets') `
            -WarningAction SilentlyContinue -ErrorAction Continue
    $dataset | Show 'The data set'

    # 2. Upload and train.
    $job = $dataset | New-FineTune -Model local-baseline -Suffix triage -Seed 7
    $job | Show 'The job, just created'

    # 3. Wait for the model.
    $job = $job | Wait-FineTune -Timeout 00:05:00
    $job | Show 'The job, finished'
    $job | Get-FineTuneResult | Select-Object -Last 3 | Show 'The last steps of the training'

    # 4. Ask what was not in the data.
    $job | Invoke-FineTunedCompletion -Prompt 'My invoice is wrong', '택배가 도착하지 않았어요', 'the app shows error 403' |
        Show 'Answers to new questions'

    # 5. Measure on the examples that were kept apart.
    $measured = $job | Measure-FineTunedModel -Path $dataset.ValidationFile
    $measured | Show 'Measured on the validation part'
    "`nAccuracy on the {0} validation examples: {1:P1}" -f $dataset.ValidationCount, $measured.Accuracy

    # 6. Clean up.
    $job.FineTunedModel | Remove-FineTunedModel -Confirm:$false
    Get-FineTuneFile | Remove-FineTuneFile -Confirm:$false
}
finally {
    Disconnect-FineTune -ErrorAction Ignore
    $env:OPENAIFINETUNE_HOME = $savedHome
    Remove-Item $Folder -Recurse -Force -ErrorAction Ignore
}
