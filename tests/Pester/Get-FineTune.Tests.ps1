BeforeAll {
    . $PSScriptRoot/JobFixture.ps1
}

Describe 'Get-FineTune' {
    BeforeAll {
        $null = Connect-FineTune -Local -StatePath (Join-Path $TestDrive state)
        $train = New-TrainingFile TestDrive:/train.jsonl
        $few = New-TrainingFile TestDrive:/few.jsonl 3
        $script:Good = New-FineTune $train -Suffix good -Metadata @{ team = 'support' } | Wait-FineTune
        $script:Bad = New-FineTune $few -Suffix bad
        Wait-FineTune $Bad.Id -ErrorAction SilentlyContinue
    }

    AfterAll {
        Get-FineTuneConnection | Disconnect-FineTune
    }

    It 'lists the newest first' {
        (Get-FineTune).Id | Should -Be $Bad.Id, $Good.Id
    }

    It 'gets jobs by id, by job and by what tells its job' {
        (Get-FineTune $Good.Id).Suffix | Should -Be 'good'
        ($Good, $Bad | Get-FineTune).Suffix | Should -Be 'good', 'bad'
        (Get-FineTuneEvent $Good | Select-Object -First 1 | Get-FineTune).Id | Should -Be $Good.Id
        ([pscustomobject]@{ Id = $Good.Id } | Get-FineTune).Suffix | Should -Be 'good'
    }

    It 'filters by the word or the stage of the status' {
        (Get-FineTune -Status failed).Id | Should -Be $Bad.Id
        (Get-FineTune -Status Succeeded, Pending).Id | Should -Be $Good.Id
        Get-FineTune -Status never_heard_of, paused -WarningVariable told -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        "$told" | Should -BeLike "*'never_heard_of'*succeeded*"
        "$told" | Should -Not -BeLike "*'paused'*"
    }

    It 'takes patterns for ids' {
        (Get-FineTune "$($Good.Id.Substring(0, $Good.Id.Length - 2))*").Id | Should -Be $Good.Id
        Get-FineTune 'ftjob-none*' | Should -BeNullOrEmpty
    }

    It 'finds the connection of a job in another runspace of the process' {
        $manifest = Join-Path $PSScriptRoot '../../OpenAIFineTune.psd1'
        $job = $Good
        $found = 1 | ForEach-Object -Parallel {
            Import-Module $using:manifest
            ($using:job | Get-FineTune).Suffix
            ($using:job | Invoke-FineTunedCompletion -Prompt 'A question about billing').Text
        }
        $found[0] | Should -Be 'good'
        $found[1] | Should -Not -BeNullOrEmpty
    }

    It 'filters by notes' {
        (Get-FineTune -Metadata @{ team = 'support' }).Id | Should -Be $Good.Id
        Get-FineTune -Metadata @{ team = 'sales' } | Should -BeNullOrEmpty
    }

    It 'starts behind a job' {
        (Get-FineTune -After $Bad.Id).Id | Should -Be $Good.Id
    }

    It 'writes an error for an unknown id, and gets the others' {
        (Get-FineTune ftjob-none, $Good.Id -ErrorAction SilentlyContinue -ErrorVariable failure).Id | Should -Be $Good.Id
        $failure[0].FullyQualifiedErrorId | Should -Be 'NotFound,OpenAIFineTune.Commands.GetFineTuneCommand'
        $failure[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failure[0].TargetObject | Should -Be 'ftjob-none'
    }

    It 'refuses an object that tells no job' {
        [pscustomobject]@{ Name = 'x' } | Get-FineTune -ErrorAction SilentlyContinue -ErrorVariable failure
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentTransformationError,*'
    }

    It 'completes the ids that were seen' {
        (TabExpansion2 'Get-FineTune -Id ftj').CompletionMatches.CompletionText | Should -Contain $Good.Id
        (TabExpansion2 'New-FineTune x -Model loc').CompletionMatches.CompletionText | Should -Contain 'local-baseline'
        (TabExpansion2 'Get-FineTune -Status suc').CompletionMatches.CompletionText | Should -Be 'succeeded'
    }

    It 'shows id, status and model in a table' {
        Get-FineTune $Good.Id | Out-String | Should -Match "$($Good.Id)\s+succeeded\s+[-\d]+ [:\d]+\s+ft:local-baseline"
    }
}

Describe 'Get-FineTune over many pages' {
    BeforeAll {
        $script:Service = Start-ScriptedService {
            param($asked, $body, $state)
            if ($state.Fails) { return @{ HttpStatus = 403; Body = @{ error = @{ message = 'no' } } } }
            $start = if ($asked -match 'after=job(\d+)') { [int] $Matches[1] + 1 } else { 0 }
            $data = $start..($start + 49) | ForEach-Object { @{ id = "job$_"; status = 'running'; model = 'm' } }
            return @{ object = 'list'; data = @($data); has_more = $start -lt 150 }
        }
        $null = Connect-FineTune -Provider Compatible -BaseUri $Service.Uri -ApiKey 'key'
    }

    AfterAll {
        Get-FineTuneConnection | Disconnect-FineTune
        Stop-ScriptedService $Service
    }

    BeforeEach {
        $Service.Requests.Clear()
    }

    It 'reads all pages' {
        @(Get-FineTune).Count | Should -Be 200
        $Service.Requests.Count | Should -Be 4
    }

    It 'goes on with the next pattern when a list fails' {
        $Service.State.Fails = $true
        try {
            Get-FineTune 'job1*', 'job2*' -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        }
        finally {
            $Service.State.Clear()
        }
        $failures.TargetObject | Should -Be 'job1*', 'job2*'
    }

    It 'asks for one page when one job is wanted' {
        (Get-FineTune | Select-Object -First 1).Id | Should -Be 'job0'
        $Service.Requests.Count | Should -Be 1
    }
}
