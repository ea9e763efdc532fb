BeforeAll {
    . $PSScriptRoot/JobFixture.ps1
    $null = Connect-FineTune -Local -StatePath (Join-Path $TestDrive state)
    $script:Train = New-TrainingFile TestDrive:/train.jsonl 60
    $script:Job = New-FineTune $Train -Epochs 3 | Wait-FineTune
}

AfterAll {
    Get-FineTuneConnection | Disconnect-FineTune
}

Describe 'Get-FineTuneEvent' {
    It 'writes the oldest first, none left out and none twice, over many pages' {
        $events = Get-FineTuneEvent $Job
        $events[0].Message | Should -BeLike 'Created fine-tuning job*'
        $steps = @($events | Where-Object Type -EQ metrics).Step
        $steps.Count | Should -BeGreaterThan 100
        $steps | Should -Be (1..$steps.Count)
        $events.Id | Sort-Object -Unique | Should -HaveCount $events.Count
    }

    It 'follows a job to its end' {
        $job = New-FineTune $Train -Suffix follow -Epochs 2
        $events = $job | Get-FineTuneEvent -Follow
        $events[0] | Should -BeOfType OpenAIFineTune.FineTuneEvent
        $events[-1].Message | Should -BeLike '*completed*'
        $events.Id | Should -Be (Get-FineTuneEvent $job).Id
    }

    It 'has measurements as numbers' {
        $last = Get-FineTuneEvent $Job | Where-Object Type -EQ metrics | Select-Object -Last 1
        $last.Metrics['train_loss'] | Should -BeOfType double
        $last.Step | Should -Be $last.TotalSteps
    }

    It 'ends with the command behind it' {
        @(Get-FineTuneEvent $Job -Follow | Select-Object -First 2).Count | Should -Be 2
    }

    It 'writes an error for an unknown id' {
        Get-FineTuneEvent ftjob-none -ErrorAction SilentlyContinue -ErrorVariable failure
        $failure[0].FullyQualifiedErrorId | Should -Be 'NotFound,OpenAIFineTune.Commands.GetFineTuneEventCommand'
        Get-FineTuneEvent ftjob-none -Follow -ErrorAction SilentlyContinue -ErrorVariable followed
        $followed[0].FullyQualifiedErrorId | Should -Be 'NotFound,OpenAIFineTune.Commands.GetFineTuneEventCommand'
    }
}
