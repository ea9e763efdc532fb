BeforeAll {
    $script:Manifest = (Resolve-Path "$PSScriptRoot/../../OpenAIFineTune.psd1").Path
    Import-Module $Manifest -Force
    $script:State = Join-Path ([IO.Path]::GetTempPath()) "finetune-$([guid]::NewGuid())"
    . $PSScriptRoot/../NewPowerShell.ps1
    $script:Training = Join-Path $State 'training.jsonl'
    $null = New-Item $State -ItemType Directory
    1..4000 | ForEach-Object {
        $text, $label = if ($_ % 2) { "the sweet apple $_", 'fruit' } else { "the loud engine $_", 'machine' }
        @{ prompt = "$text ->"; completion = " $label" } | ConvertTo-Json -Compress
    } | Set-Content $Training

    # Another PowerShell on the same folder; what it prints comes back.
    function Invoke-ElsewhereLocally([string] $Script) {
        $setUp = "`$ErrorActionPreference = 'Stop'; Import-Module '$Manifest'; `$null = Connect-FineTune -Local -StatePath '$State'"
        Invoke-NewPowerShell -Command "$setUp; $Script"
        if ($LASTEXITCODE -ne 0) { throw "The other PowerShell ended with exit code $LASTEXITCODE." }
    }
}

AfterAll {
    Disconnect-FineTune -ErrorAction Ignore
    Remove-Item $State -Recurse -Force -ErrorAction Ignore
}

Describe 'The local engine in several PowerShells' {
    It 'goes on with a job whose PowerShell ended, and lets a third one use the model' {
        $id = Invoke-ElsewhereLocally "
            `$job = New-FineTune -TrainingFile '$Training' -Model local-baseline -Epochs 20 -BatchSize 1
            `$limit = [datetime]::UtcNow.AddMinutes(1)
            while ((Get-FineTune `$job.Id).Status.Value -notin 'running', 'succeeded') {
                if ([datetime]::UtcNow -gt `$limit) { throw 'The job did not start within a minute.' }
                Start-Sleep -Milliseconds 50
            }
            `$job.Id"

        $null = Connect-FineTune -Local -StatePath $State
        $job = Wait-FineTune $id
        $job.Status.Value | Should -Be 'succeeded'
        @($job | Get-FineTuneEvent | Where-Object Message -eq 'The job has successfully completed').Count | Should -Be 1

        Invoke-ElsewhereLocally "(Invoke-FineTunedCompletion -Model '$($job.FineTunedModel)' -Prompt 'a sweet apple ->' -Raw).Text" |
            Should -Be ' fruit'
    }

    It 'stops a job from another PowerShell' {
        $null = Connect-FineTune -Local -StatePath $State
        $job = New-FineTune -TrainingFile $Training -Model local-baseline -Epochs 50 -BatchSize 1
        # Held, so that it can't end before the other PowerShell is up.
        Suspend-FineTune $job.Id

        Invoke-ElsewhereLocally "Stop-FineTune '$($job.Id)'"

        (Get-FineTune $job.Id).Status.Value | Should -Be 'cancelled'
    }
}
