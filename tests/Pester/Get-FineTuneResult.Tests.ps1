BeforeAll {
    . $PSScriptRoot/JobFixture.ps1
    $null = Connect-FineTune -Local -StatePath (Join-Path $TestDrive state)
    $train = New-TrainingFile TestDrive:/train.jsonl
    $valid = New-TrainingFile TestDrive:/valid.jsonl 12
    $script:Job = New-FineTune $train -ValidationFile $valid -Epochs 2 | Wait-FineTune
}

AfterAll {
    Get-FineTuneConnection | Disconnect-FineTune
}

Describe 'Get-FineTuneResult' {
    It 'writes the measurements of each step' {
        $metrics = Get-FineTuneResult $Job
        $metrics[0] | Should -BeOfType OpenAIFineTune.FineTuneMetric
        $metrics.Step | Should -Be (1..$metrics.Count)
        $metrics[0].TrainLoss | Should -BeGreaterThan $metrics[-1].TrainLoss
        $metrics[-1].ValidAccuracy | Should -BeGreaterThan 0.5
        $metrics[0].JobId | Should -Be $Job.Id
    }

    It 'takes jobs from the pipeline' {
        $first = Get-FineTune -Status succeeded | Get-FineTuneResult | Select-Object -First 1
        $first.JobId | Should -Be $Job.Id
    }

    It 'says that a job has no result' {
        $failed = New-FineTune (New-TrainingFile TestDrive:/few.jsonl 3)
        Wait-FineTune $failed -ErrorAction SilentlyContinue
        Get-FineTuneResult $failed -ErrorAction SilentlyContinue -ErrorVariable failure
        $failure[0].FullyQualifiedErrorId | Should -Be 'ResultNotReady,OpenAIFineTune.Commands.GetFineTuneResultCommand'
        $failure[0].TargetObject | Should -Be $failed.Id
    }
}
