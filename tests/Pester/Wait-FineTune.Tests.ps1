BeforeAll {
    . $PSScriptRoot/JobFixture.ps1
}

Describe 'Wait-FineTune' {
    BeforeAll {
        $script:Train = New-TrainingFile TestDrive:/train.jsonl
        $null = Connect-FineTune -Local -StatePath (Join-Path $TestDrive state)
    }

    AfterAll {
        Get-FineTuneConnection | Disconnect-FineTune
    }

    It 'writes the job when it has ended, with its events on the verbose stream' {
        $job = New-FineTune $Train -Suffix one | Wait-FineTune -Verbose -Timeout 60 4> $TestDrive/verbose.txt
        $job | Should -BeOfType OpenAIFineTune.FineTuneJob
        $job.Status | Should -Be 'succeeded'
        $job.FineTunedModel | Should -BeLike 'ft:local-baseline:*'
        Get-Content $TestDrive/verbose.txt -Raw | Should -BeLike "*$($job.Id)*Step 1/*"
    }

    It 'waits for many jobs at once, each written once' {
        $jobs = 1..3 | ForEach-Object { New-FineTune $Train -Suffix "many$_" }
        $done = @($jobs; $jobs[0]) | Wait-FineTune -Timeout 60
        $done.Id | Sort-Object | Should -Be ($jobs.Id | Sort-Object)
    }

    It 'makes an error of a failed job, with the job as its target' {
        $few = New-TrainingFile TestDrive:/few.jsonl 3
        $job = New-FineTune $few
        Wait-FineTune $job -Timeout 60 -ErrorAction SilentlyContinue -ErrorVariable failure | Should -BeNullOrEmpty
        $failure[0].FullyQualifiedErrorId | Should -Be 'FineTuneFailed,OpenAIFineTune.Commands.WaitFineTuneCommand'
        $failure[0].CategoryInfo.Category | Should -Be 'InvalidResult'
        $failure[0].TargetObject.Error.Code | Should -Be 'invalid_n_examples'
        "$($failure[0])" | Should -BeLike '*invalid_n_examples*training_file*'
    }

    It 'goes on with the others when an id is unknown' {
        $job = New-FineTune $Train -Suffix other
        $done = Wait-FineTune ftjob-none, $job.Id -Timeout 60 -ErrorAction SilentlyContinue -ErrorVariable failure
        $done.Id | Should -Be $job.Id
        $failure[0].FullyQualifiedErrorId | Should -Be 'NotFound,OpenAIFineTune.Commands.WaitFineTuneCommand'
        $failure[0].TargetObject | Should -Be 'ftjob-none'
    }

    It 'can be ended from behind' {
        $jobs = 1..2 | ForEach-Object { New-FineTune $Train -Suffix "first$_" }
        @($jobs | Wait-FineTune | Select-Object -First 1).Count | Should -Be 1
    }

    It 'asks the connection that a job came from, whichever is current' {
        $job = New-FineTune $Train -Suffix here
        $other = Connect-FineTune -Local -StatePath (Join-Path $TestDrive other) -Name other
        try {
            ($job | Wait-FineTune -Timeout 60).Status | Should -Be 'succeeded'
            Wait-FineTune $job.Id -Connection other -ErrorAction SilentlyContinue -ErrorVariable failure
            $failure[0].FullyQualifiedErrorId | Should -BeLike 'NotFound,*'
        }
        finally {
            $other | Disconnect-FineTune
        }
    }

    It 'takes seconds and texts as times, and no other words' {
        (Get-FineTune | Select-Object -First 1 | Wait-FineTune -Timeout '00:01:00').IsFinished | Should -BeTrue
        { Wait-FineTune ftjob-1 -Timeout soon } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,*'
    }
}

Describe 'Wait-FineTune at a service' {
    BeforeEach {
        $script:Service = Start-ScriptedService {
            param($asked, $body, $state)
            $state.Count++
            if ($asked -like '*events*') { return @{ data = @(); has_more = $false } }
            if ($asked -like '*models*') { return @{ id = 'ft:m' } }
            if ($state.Count -in $state.Outage) {
                return @{ HttpStatus = 503; Body = @{ error = @{ message = 'overloaded' } } }
            }
            $status = if ($state.End -and $state.Count -ge $state.End) { 'succeeded' } else { 'running' }
            return @{ id = 'ftjob-1'; status = $status; model = 'm'; fine_tuned_model = 'ft:m' }
        } @{ Count = 0 }
        $null = Connect-FineTune -Provider Compatible -BaseUri $Service.Uri -ApiKey 'key' -MaxRetry 0
    }

    AfterEach {
        Get-FineTuneConnection | Disconnect-FineTune
        Stop-ScriptedService $Service
    }

    It 'ends with an error when the time is over, and leaves the job alone' {
        Wait-FineTune ftjob-1 -Timeout 0.5 -ErrorAction SilentlyContinue -ErrorVariable failure
        $failure[0].FullyQualifiedErrorId | Should -Be 'WaitTimedOut,OpenAIFineTune.Commands.WaitFineTuneCommand'
        $failure[0].CategoryInfo.Category | Should -Be 'OperationTimeout'
        $failure[0].TargetObject.Id | Should -Be 'ftjob-1'
        $Service.Requests | Where-Object { $_ -notlike 'GET *' } | Should -BeNullOrEmpty
    }

    It 'goes on through an outage, and says so' {
        $Service.State.Outage = 3, 4
        $Service.State.End = 5
        $job = Wait-FineTune ftjob-1 -Timeout 30 -WarningVariable warning -WarningAction SilentlyContinue
        $job.Status | Should -Be 'succeeded'
        "$warning" | Should -BeLike "*can't be reached*answers again*"
    }

    It 'ends at once when it is stopped, and leaves the job alone' {
        $shell = [powershell]::Create().AddScript('param($manifest, $uri)
            Import-Module $manifest
            $null = Connect-FineTune -Provider Compatible -BaseUri $uri -ApiKey key
            Wait-FineTune ftjob-1').AddArgument((Join-Path $PSScriptRoot '../../OpenAIFineTune.psd1')).AddArgument($Service.Uri)
        $null = $shell.BeginInvoke()
        Wait-Condition { $Service.Requests.Count -ge 2 }
        $shell.Stop()
        $shell.InvocationStateInfo.State | Should -Be 'Stopped'
        $Service.Requests | Where-Object { $_ -notlike 'GET *' } | Should -BeNullOrEmpty
    }
}
