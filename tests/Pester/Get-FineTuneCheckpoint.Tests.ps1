BeforeAll {
    . $PSScriptRoot/JobFixture.ps1
    $null = Connect-FineTune -Local -StatePath (Join-Path $TestDrive state)
    $script:Job = New-FineTune (New-TrainingFile TestDrive:/train.jsonl) -Epochs 3 | Wait-FineTune
}

AfterAll {
    Get-FineTuneConnection | Disconnect-FineTune
}

Describe 'Get-FineTuneCheckpoint' {
    It 'writes the models of the last epochs' {
        $checkpoints = $Job | Get-FineTuneCheckpoint
        $checkpoints | Should -HaveCount 3
        $checkpoints[0] | Should -BeOfType OpenAIFineTune.FineTuneCheckpoint
        $checkpoints[0].JobId | Should -Be $Job.Id
        $checkpoints.FineTunedModel | ForEach-Object { $_ | Should -BeLike "$($Job.FineTunedModel):ckpt-step-*" }
        $checkpoints[0].Metrics['train_loss'] | Should -BeOfType double
    }

    It 'writes an error for an unknown id' {
        Get-FineTuneCheckpoint ftjob-none -ErrorAction SilentlyContinue -ErrorVariable failure
        $failure[0].FullyQualifiedErrorId | Should -Be 'NotFound,OpenAIFineTune.Commands.GetFineTuneCheckpointCommand'
    }
}
