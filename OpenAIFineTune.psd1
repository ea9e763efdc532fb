@{
    RootModule           = 'bin/OpenAIFineTune.psm1'
    ModuleVersion        = '0.1.0'
    GUID                 = '5f0c1c0b-7b1d-4c52-9a52-1d6d3d7c6e2a'
    Author               = 'OpenAIFineTune contributors'
    CompanyName          = 'OpenAIFineTune contributors'
    Copyright            = '(c) OpenAIFineTune contributors. MIT licence.'
    Description          = 'Fine-tune language models from PowerShell: prepare data, upload, train, follow, use, clean up. With any service that speaks the OpenAI fine-tuning protocol, or with the local engine that needs no account.'
    PowerShellVersion    = '7.4'
    CompatiblePSEditions = @('Core')
    FormatsToProcess     = @('bin/OpenAIFineTune.Format.ps1xml')
    TypesToProcess       = @('bin/OpenAIFineTune.Types.ps1xml')
    CmdletsToExport      = @(
        'Connect-FineTune'
        'ConvertTo-FineTuneJsonl'
        'Disconnect-FineTune'
        'Get-FineTune'
        'Get-FineTuneCheckpoint'
        'Get-FineTuneConnection'
        'Get-FineTuneEvent'
        'Get-FineTuneFile'
        'Get-FineTuneResult'
        'Get-FineTuneServer'
        'Get-FineTunedModel'
        'Invoke-FineTunedCompletion'
        'Measure-FineTunedModel'
        'New-FineTune'
        'Remove-FineTuneFile'
        'Remove-FineTunedModel'
        'Resume-FineTune'
        'Send-FineTuneFile'
        'Start-FineTuneServer'
        'Stop-FineTune'
        'Stop-FineTuneServer'
        'Suspend-FineTune'
        'Test-FineTuneData'
        'Wait-FineTune'
    )
    FunctionsToExport    = @()
    VariablesToExport    = @()
    AliasesToExport      = @()
    PrivateData          = @{
        PSData = @{
            Tags         = @(
                'PSEdition_Core', 'Windows', 'Linux', 'MacOS'
                'OpenAI', 'FineTuning', 'FineTune', 'LLM', 'AI', 'AzureOpenAI', 'MachineLearning', 'JSONL'
            )
            LicenseUri   = 'https://opensource.org/license/mit'
            ProjectUri   = 'https://github.com/OpenAIFineTune/OpenAIFineTune'
            IconUri      = 'https://raw.githubusercontent.com/OpenAIFineTune/OpenAIFineTune/main/docs/images/icon.png'
            ReleaseNotes = @'
v0.1.0, the first version: from a spreadsheet to an answered prompt.
- ConvertTo-FineTuneJsonl and Test-FineTuneData prepare and check training data of CSV, Excel, JSON and the pipeline.
- New-FineTune starts a job exactly once; Wait-FineTune follows it; Invoke-FineTunedCompletion asks the model, with the
  separator and stop sequence that it was trained with; Measure-FineTunedModel says how good it is.
- OpenAI, Azure OpenAI and Foundry, Nebius and compatible servers, or the local engine, which needs no account.
All changes are in docs/CHANGELOG.md of the package.
'@
        }
    }
}
