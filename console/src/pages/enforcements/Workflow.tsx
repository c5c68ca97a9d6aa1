import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import Steps, { type StepsProps } from '@cloudscape-design/components/steps';
import type { ReactNode } from 'react';
import type { Schemas } from '../../api/client';
import { When } from '../../parts/When';
import { useWords } from '../../words/words';
import { stepsOf, type Step } from './steps';

const signs: Record<Step['state'], StepsProps.Status> = {
    waiting: 'pending',
    running: 'in-progress',
    done: 'success',
    failed: 'error',
    compensated: 'stopped',
};

/** The workflow drawn, each step with its state in words. */
export function Workflow({ of }: { of: Schemas['Enforcement'] }): ReactNode {
    const { enforcements: words } = useWords();
    return (
        <Container header={<Header variant="h2">{words.workflow}</Header>}>
            <Steps
                orientation="horizontal"
                ariaLabel={words.workflow}
                steps={stepsOf(of).map((step) => ({
                    status: signs[step.state],
                    statusIconAriaLabel: words.stepStates[step.state] ?? step.state,
                    header: words.steps[step.name] ?? step.name,
                    details: (
                        <>
                            {words.stepStates[step.state] ?? step.state}
                            {step.at && (
                                <>
                                    <br />
                                    <When time={step.at} />
                                </>
                            )}
                        </>
                    ),
                }))}
            />
        </Container>
    );
}
